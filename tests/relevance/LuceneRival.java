// SPDX-License-Identifier: GPL-3.0-or-later
// Lucene as it comes: NorwegianAnalyzer, BM25 with its defaults, the classic query parser.
//   java LuceneRival FOLDER DEPTH
// FOLDER/texts has a text on each line, FOLDER/questions "all" or "any", a tab and a question on each.
// Prints for each question the line numbers (from 0) of what was found, best first.
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

public final class LuceneRival
{
  public static void main (String[] arguments) throws Exception
  {
    Path folder = Path.of (arguments[0]);
    int depth = Integer.parseInt (arguments[1]);
    Analyzer analyzer = new NorwegianAnalyzer ();
    IndexSearcher searcher = index (analyzer, Files.readAllLines (folder.resolve ("texts")));
    PrintStream out = new PrintStream (System.out, false, StandardCharsets.UTF_8);

    for (String line : Files.readAllLines (folder.resolve ("questions")))
      {
        String[] question = line.split ("\t", 2);
        out.println (answer (searcher, analyzer, question[0].equals ("all"), question[1], depth));
      }
    out.flush ();
  }

  private static IndexSearcher index (Analyzer analyzer, List<String> texts) throws Exception
  {
    ByteBuffersDirectory directory = new ByteBuffersDirectory ();
    try (IndexWriter writer = new IndexWriter (directory, new IndexWriterConfig (analyzer)))
      {
        for (int i = 0; i < texts.size (); i++)
          {
            Document document = new Document ();
            document.add (new StoredField ("number", i));
            document.add (new TextField ("text", texts.get (i), Field.Store.NO));
            writer.addDocument (document);
          }
      }
    return new IndexSearcher (DirectoryReader.open (directory));
  }

  private static String answer (IndexSearcher searcher, Analyzer analyzer, boolean all, String question,
                                int depth) throws Exception
  {
    QueryParser parser = new QueryParser ("text", analyzer);
    parser.setDefaultOperator (all ? QueryParser.Operator.AND : QueryParser.Operator.OR);
    StringJoiner numbers = new StringJoiner (" ");
    for (ScoreDoc hit : searcher.search (parser.parse (escape (question)), depth).scoreDocs)
      numbers.add (searcher.doc (hit.doc).get ("number"));
    return numbers.toString ();
  }

  // Quotation marks and a star at the end mean to Lucene what they mean to us; the rest are characters.
  private static String escape (String question)
  {
    return QueryParser.escape (question).replace ("\\\"", "\"").replace ("\\*", "*");
  }
}
