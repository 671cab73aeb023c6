#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What lies in trees beside good files: links in circles, FIFOs, closed folders, names that are not text,
# paths longer than the system takes, files that change and vanish while they are read, very many files.
# shellcheck source=tests/e2e/lib.sh
. "$GF_TOP_SRCDIR/tests/e2e/lib.sh"

# paper WORD: a text with a word of its own.
paper ()
{
  printf 'Referat\n\nSak 1/24 Stier\n\nRådet så %s ved stien.\n\nVedtak: Stiene merkes.\n' "$1"
}

# deep FOLDER NAME LEVELS: folders called NAME in each other below FOLDER; says nothing of its own length.
deep ()
{
  (
    cd "$1" || exit 1
    for ((i = 0; i < $3; i++)); do
      mkdir "$2" && cd -P "$2" || exit 1
    done
    paper "$4" > fil.txt
  )
}

mkdir -p docs/closed docs/open docs/long docs/letters
paper havørna > docs/open/a.txt
ln -s .. docs/open/up
ln -s self docs/open/self
ln -s a.txt docs/open/link.txt
ln -s /etc/passwd docs/open/passwd.txt
mkfifo docs/open/fifo.txt
paper linjevåken > "$(printf 'docs/med\nlinje.txt')"
paper bytevåken > "$(printf 'docs/ugyldig\377.txt')"
deep docs/long "$(printf 'x%.0s' {1..198})" 20 langvåken
deep docs/letters "$(printf 'ø%.0s' {1..100})" 40 bokstavvåken
is "the paths are as long as they should be" 1 \
  bash -c "find docs/letters -name fil.txt | awk '{ print (length (\$0) > 4000) }'"
exits "links, FIFOs, odd names and long paths are gone through" 0 index docs
is "each file is counted once" 5 ask .coverage.files stien
for word in havørna linjevåken bytevåken langvåken bokstavvåken; do
  is "what lies there is found: $word" 1 ask .total "$word"
done
is "a path that is not UTF-8 is shown as text" "docs/ugyldig�.txt" ask '.hits[0].document.path' bytevåken
exits "and nothing of it is read again" 0 index docs
check "as it says" said '5 files: 0 read, .* 5 unchanged'

# Root reads everything: without these two rights it does not.
without_rights ()
{
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --bounding-set -dac_override,-dac_read_search -- "$@"
  else
    "$@"
  fi
}
paper lukkefuglen > docs/closed/b.txt
paper låsefuglen > docs/open/c.txt
index docs 2> stderr.txt
is "a folder that is open is read" 1 ask .total lukkefuglen
chmod 0 docs/closed docs/open/c.txt
paper åpenfuglen > docs/open/d.txt
exits "a folder and a file that are closed are told" 1 without_rights \
  gjenfinn-indexer --index index docs
check "the folder by name" said "could not read 'docs/closed': permission"
is "what was read of it before stays, since nobody knows" 1 ask .total lukkefuglen
is "what is new beside it is found" 1 ask .total åpenfuglen
is "the folder is among the unread" permission \
  ask '.files[] | select (.path == "docs/closed") | .reason' unread
chmod 700 docs/closed
chmod 600 docs/open/c.txt
exits "when they are open again all is well" 0 index docs
is "and nothing is unread" 0 ask .coverage.unread stien

# While it reads, files grow, are exchanged for others, and go.
mkdir moving
for ((i = 0; i < 300; i++)); do paper "start$i" > "moving/$i.txt"; done
(
  for ((round = 0; round < 2000; round++)); do
    n=$((RANDOM % 300))
    case $((round % 3)) in
      0) paper "runde$round" > "moving/$n.txt" ;;
      1) rm -f "moving/$n.txt" ;;
      2) rm -f "moving/$n.txt" && ln -s /etc/passwd "moving/$n.txt" ;;
    esac
  done
) 2> /dev/null &
mover=$!
gjenfinn-indexer --index moving-index moving > /dev/null 2> stderr.txt
status=$?
check "a tree that changes while it is read ends well" test "$status" -le 1
kill "$mover" 2> /dev/null
wait "$mover" 2> /dev/null
# What was being written when the writer was killed is empty.
find moving \( -type l -o -empty \) -delete
paper sluttfuglen > moving/last.txt
n_left=$(find moving -type f -printf x | wc -c)
exits "when it rests the next run has it all" 0 gjenfinn-indexer --index moving-index moving
is "as many as there are" "$n_left" jq .coverage.files <(gjenfinn-query --index moving-index --format json sluttfuglen)
is "and no more units than files" "$n_left" jq .total <(gjenfinn-query --index moving-index --format json stien)

# Many files in one folder: the same content, so that it is the folder that is measured.
mkdir many
paper mangefuglen > many/0
python3 -c "import os; [os.link('many/0', f'many/{i}') for i in range(1, 20000)]"
exits "20,000 files in one folder" 0 gjenfinn-indexer --index many-index many
is "are all counted" 20000 jq .coverage.files <(gjenfinn-query --index many-index --format json mangefuglen)
exits "and left alone the next time" 0 gjenfinn-indexer --index many-index many
check "as it says" said '20000 files: 0 read, .* 20000 unchanged'
finish
