namespace Explorer.Recommender.Evaluation;

/// <summary>Turns ranked lists into sums of measures. The scratch of one worker.</summary>
/// <remarks>The sums have the layout of <see cref="RankingMetrics"/> and belong to the caller, so that they can be added in a fixed order.</remarks>
internal sealed class RankingTally
{
    private readonly RankingTask _task;
    private readonly bool[] _isLabel;
    private readonly int[] _bestPlaceOfAll;
    private readonly int[] _bestPlaceOfUnseen;

    /// <summary>An empty tally. Takes 9 bytes an item.</summary>
    public RankingTally(RankingTask task)
    {
        _task = task;
        var items = task.Split.Train.ColumnCount;
        _isLabel = new bool[items];
        _bestPlaceOfAll = new int[items];
        _bestPlaceOfUnseen = new int[items];
        Array.Fill(_bestPlaceOfAll, int.MaxValue);
        Array.Fill(_bestPlaceOfUnseen, int.MaxValue);
    }

    /// <summary>Adds one test user.</summary>
    /// <param name="all">The best of all items, best first.</param>
    /// <param name="unseen">The best of those not liked in training, best first.</param>
    /// <param name="sums">Receives the user's numbers on top of those of others; coverage stays 0.</param>
    public void Add(int user, ReadOnlySpan<int> all, ReadOnlySpan<int> unseen, Span<double> sums)
    {
        Add(RankedList.Train, all, _task.Split.Train[user], sums);
        Add(RankedList.Test, all, _task.Split.Test[user], sums);
        Add(RankedList.TestUnseen, unseen, _task.Split.Test[user], sums);
        KeepBestPlaces(all, _bestPlaceOfAll);
        KeepBestPlaces(unseen, _bestPlaceOfUnseen);
    }

    /// <summary>Means of the sums over the test users, and the coverage that all workers have seen together.</summary>
    /// <param name="tallies">One or more; the first one is used up.</param>
    public static RankingMetrics Finish(RankingTask task, IReadOnlyList<RankingTally> tallies, double[] sums)
    {
        foreach (var other in tallies.Skip(1))
        {
            Lower(tallies[0]._bestPlaceOfAll, other._bestPlaceOfAll);
            Lower(tallies[0]._bestPlaceOfUnseen, other._bestPlaceOfUnseen);
        }

        foreach (var (k, place) in task.AscendingKs)
        {
            foreach (var list in Enum.GetValues<RankedList>())
            {
                var values = sums.AsSpan(RankingMetrics.PlaceOf(place, list, 0), RankingMetrics.MeasureCount);
                values[(int)Measure.Precision] /= k;
                foreach (ref var value in values)
                {
                    value /= task.Split.TestUsers.Count;
                }

                values[(int)Measure.Coverage] = tallies[0].CoverageOf(list, k);
            }
        }

        return new RankingMetrics(task.Ks, sums);
    }

    /// <summary>One list of one user at every k, in one walk down the list. Precision is left as the number of hits.</summary>
    private void Add(RankedList list, ReadOnlySpan<int> ranked, ReadOnlySpan<int> labels, Span<double> sums)
    {
        Mark(labels, true);
        var (place, hits, firstHit) = (0, 0, 0);
        var (gain, precisions, popularity) = (0.0, 0.0, 0.0);
        foreach (var (k, kPlace) in _task.AscendingKs)
        {
            for (; place < Math.Min(k, ranked.Length); place++)
            {
                popularity += _task.TrainLikesPerItem[ranked[place]];
                if (_isLabel[ranked[place]])
                {
                    hits++;
                    firstHit = hits == 1 ? place + 1 : firstHit;
                    gain += _task.Discounts[place];
                    precisions += hits / (double)(place + 1);
                }
            }

            var values = sums.Slice(RankingMetrics.PlaceOf(kPlace, list, 0), RankingMetrics.MeasureCount);
            values[(int)Measure.Popularity] += place == 0 ? 0 : popularity / place;
            if (hits > 0)
            {
                var most = Math.Min(k, labels.Length);
                values[(int)Measure.Precision] += hits;
                values[(int)Measure.Recall] += hits / (double)labels.Length;
                values[(int)Measure.HitRate]++;
                values[(int)Measure.Ndcg] += gain / _task.IdealGains[most];
                values[(int)Measure.Map] += precisions / most;
                values[(int)Measure.Mrr] += 1.0 / firstHit;
            }
        }

        Mark(labels, false);
    }

    private void Mark(ReadOnlySpan<int> labels, bool isLabel)
    {
        foreach (var item in labels)
        {
            _isLabel[item] = isLabel;
        }
    }

    private static void KeepBestPlaces(ReadOnlySpan<int> ranked, int[] bestPlaces)
    {
        for (var place = 0; place < ranked.Length; place++)
        {
            bestPlaces[ranked[place]] = Math.Min(bestPlaces[ranked[place]], place);
        }
    }

    private static void Lower(int[] places, int[] others) =>
        System.Numerics.Tensors.TensorPrimitives.Min<int>(places, others, places);

    /// <summary>An item is among someone's first k when its best place is.</summary>
    private double CoverageOf(RankedList list, int k)
    {
        var bestPlaces = list == RankedList.TestUnseen ? _bestPlaceOfUnseen : _bestPlaceOfAll;
        return bestPlaces.Length == 0 ? 0 : bestPlaces.Count(place => place < k) / (double)bestPlaces.Length;
    }
}
