# SPDX-License-Identifier: GPL-3.0-or-later
"""How good a ranked list is, given what was judged relevant, and what the lists of many questions come to.

A list is grades in rank order: 2 what was meant, 1 also relevant, 0 neither.  Gain is 2^grade - 1, discounted by
log2(rank + 1); the ideal list has everything judged, best first.

>>> ndcg([2, 1], [1, 2]), ndcg([0, 0], [1, 2])
(1.0, 0.0)
>>> round(ndcg([1, 2], [1, 2]), 3)
0.797
>>> ndcg([0] * 10 + [2], [2])
0.0
>>> recall([1, 0, 2], [2, 1, 1, 1]), recall([0] * 100 + [1], [1])
(0.5, 0.0)
>>> success([1, 1, 2], [1, 2]), success([1, 1, 1, 2], [1, 2]), success([1], [1]), success([], [2])
(1.0, 0.0, 1.0, 0.0)
"""
import math

NAMES = ('nDCG@10', 'recall@100', 'success@3')


def discounted(grades, depth):
    return sum((2 ** grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:depth]))


def ndcg(ranked, judged, depth=10):
    ideal = discounted(sorted(judged, reverse=True), depth)
    return discounted(ranked, depth) / ideal if ideal else 0.0


def recall(ranked, judged, depth=100):
    relevant = sum(grade > 0 for grade in judged)
    return sum(grade > 0 for grade in ranked[:depth]) / relevant if relevant else 0.0


def success(ranked, judged, depth=3):
    """Something of the best grade that there is for this question stands among the first."""
    return float(max(ranked[:depth], default=0) == max(judged))


def of_question(ranked, judged):
    return {'nDCG@10': ndcg(ranked, judged), 'recall@100': recall(ranked, judged),
            'success@3': success(ranked, judged)}


def mean(scores, name):
    scores = list(scores)
    return sum(score[name] for score in scores) / len(scores) if scores else float('nan')
