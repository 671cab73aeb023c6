// SPDX-License-Identifier: GPL-3.0-or-later
// What Lucene takes for the questions of bench/serve: NorwegianAnalyzer, BM25, the page's ten with their stored text,
// and the exact total.
//   java ServeLucene TEXTS QUESTIONS FOLDER ROUNDS
// TEXTS: a unit on each line: region, tab, date as eight digits, tab, text.  QUESTIONS: class, tab, words, tab, region,
// tab, from, tab, to (empty without).  FOLDER: for the index; used again where it is there.
// Prints for each question the microseconds of the processor it took in the quickest round, its total, and what it took
// with a snippet of each hit in the place of its text.
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

public final class ServeLucene
{
  private static final int HITS = 10;

  public static void main (String[] arguments) throws Exception
  {
    Analyzer analyzer = new NorwegianAnalyzer ();
    Path folder = Path.of (arguments[2]);
    if (!Files.isDirectory (folder))
      index (analyzer, Path.of (arguments[0]), folder);

    List<String> questions = Files.readAllLines (Path.of (arguments[1]));
    IndexSearcher searcher = new IndexSearcher (DirectoryReader.open (FSDirectory.open (folder)));
    UnifiedHighlighter highlighter = new UnifiedHighlighter (searcher, analyzer);
    long[] totals = new long[questions.size ()];
    int rounds = Integer.parseInt (arguments[3]);
    long[] texts = measure (rounds, questions, i -> {
      TopDocs found = ask (searcher, query (analyzer, questions.get (i)));
      for (ScoreDoc hit : found.scoreDocs)
        searcher.doc (hit.doc).get ("text");
      totals[i] = found.totalHits.value;
    });
    long[] snippets = measure (rounds, questions, i -> {
      Query query = query (analyzer, questions.get (i));
      highlighter.highlight ("text", query, ask (searcher, query), 1);
    });

    for (int i = 0; i < totals.length; i++)
      System.out.println (texts[i] / 1000 + " " + totals[i] + " " + snippets[i] / 1000);
  }

  private interface Asking
  {
    void ask (int question) throws Exception;
  }

  private static long[] measure (int rounds, List<String> questions, Asking asking) throws Exception
  {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean ();
    long[] best = new long[questions.size ()];
    java.util.Arrays.fill (best, Long.MAX_VALUE);

    for (int round = 0; round < rounds; round++)
      for (int i = 0; i < best.length; i++)
        {
          long begun = clock.getCurrentThreadCpuTime ();
          asking.ask (i);
          best[i] = Math.min (best[i], clock.getCurrentThreadCpuTime () - begun);
        }
    return best;
  }

  private static void index (Analyzer analyzer, Path texts, Path folder) throws IOException
  {
    try (Directory directory = FSDirectory.open (folder);
         IndexWriter writer = new IndexWriter (directory, new IndexWriterConfig (analyzer));
         Stream<String> lines = Files.lines (texts, StandardCharsets.UTF_8))
      {
        for (String line : (Iterable<String>) lines::iterator)
          {
            String[] fields = line.split ("\t", 3);
            Document document = new Document ();
            document.add (new StringField ("region", fields[0], Field.Store.NO));
            document.add (new IntPoint ("date", Integer.parseInt (fields[1])));
            document.add (new TextField ("text", fields[2], Field.Store.YES));
            writer.addDocument (document);
          }
        writer.forceMerge (1);
      }
  }

  private static TopDocs ask (IndexSearcher searcher, Query query) throws IOException
  {
    TopScoreDocCollector collector = TopScoreDocCollector.create (HITS, Integer.MAX_VALUE);
    searcher.search (query, collector);
    return collector.topDocs ();
  }

  private static Query query (Analyzer analyzer, String line) throws Exception
  {
    String[] question = line.split ("\t", -1);
    Query words = words (analyzer, question[0], question[1]);
    if (question[2].isEmpty ())
      return words;
    return new BooleanQuery.Builder ()
        .add (words, BooleanClause.Occur.MUST)
        .add (new TermQuery (new Term ("region", question[2])), BooleanClause.Occur.FILTER)
        .add (IntPoint.newRangeQuery ("date", Integer.parseInt (question[3]), Integer.parseInt (question[4])),
              BooleanClause.Occur.FILTER)
        .build ();
  }

  private static Query words (Analyzer analyzer, String kind, String words) throws Exception
  {
    if (kind.equals ("prefix"))
      return new PrefixQuery (new Term ("text", words));

    QueryParser parser = new QueryParser ("text", analyzer);
    parser.setDefaultOperator (kind.equals ("or") ? QueryParser.Operator.OR : QueryParser.Operator.AND);
    return parser.parse (kind.equals ("phrase") ? '"' + words + '"' : QueryParser.escape (words));
  }
}
