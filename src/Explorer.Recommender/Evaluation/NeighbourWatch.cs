using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Ranking;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics;
using MathNet.Numerics.Random;

namespace Explorer.Recommender.Evaluation;

/// <summary>
/// Watches neighbours settle while a trial is trained: how much the lists of a fixed sample of items change from one measured epoch to the
/// next, and the lists of the items someone watches. One blocked pass over the items for all of them; the factors are only read.
/// </summary>
public sealed class NeighbourWatch
{
    /// <summary>Items whose lists are compared; all of them when there are fewer.</summary>
    public const int SampleSize = 256;

    /// <summary>Places of a list.</summary>
    public const int ListLength = 10;

    private readonly int[] _sample;
    private NeighbourIndex? _index;
    private int _epoch;
    private RankedLists? _before;
    private RankedLists? _last;

    /// <summary>Draws the sample.</summary>
    /// <param name="itemCount">0 or more.</param>
    /// <param name="seed">The same seed draws the same items.</param>
    public NeighbourWatch(int itemCount, int seed) =>
        _sample = Combinatorics.GenerateVariation(itemCount, Math.Min(SampleSize, itemCount), new Xoshiro256StarStar(seed));

    /// <summary>The sample, dense item indices, distinct.</summary>
    public IReadOnlyList<int> Sample => _sample;

    /// <summary>Finds the neighbours at an epoch and compares the sample's with those of the epoch before.</summary>
    /// <remarks>Asked again for the same epoch, as after an interruption, the answer is the same. Cancelled, nothing has been looked at.</remarks>
    /// <param name="epoch">At least that of the last look.</param>
    /// <param name="items">Shape [items × f].</param>
    /// <param name="watched">Dense item indices.</param>
    /// <param name="threads">1 or more; 0 means one per processor. The result does not depend on it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public NeighbourLook Look(int epoch, Factors items, IReadOnlyList<int> watched, int threads, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, _epoch);
        ArgumentNullException.ThrowIfNull(watched);

        if (_index is null)
        {
            _index = new NeighbourIndex(items);
        }
        else
        {
            _index.Renew(items, Workers.CountFor(threads), cancellationToken);
        }

        var nearest = _index.NearestOf([.. _sample, .. watched], ListLength, threads, cancellationToken);
        if (epoch > _epoch)
        {
            (_epoch, _before) = (epoch, _last);
        }

        _last = nearest;
        return new NeighbourLook(
            _before is null ? null : MeanOverlap(_before, nearest),
            watched.Count == 0 ? [] : [.. watched.Select((item, place) => new NeighbourSnapshot(item, ListOf(nearest, _sample.Length + place)))]);
    }

    private static Neighbour[] ListOf(RankedLists nearest, int row)
    {
        var neighbours = new Neighbour[nearest.Items(row).Length];
        for (var place = 0; place < neighbours.Length; place++)
        {
            neighbours[place] = new Neighbour(nearest.Items(row)[place], nearest.Scores(row)[place]);
        }

        return neighbours;
    }

    /// <summary>Counts are whole numbers, so the order of counting does not matter. Lists without places cannot change.</summary>
    private double MeanOverlap(RankedLists before, RankedLists now)
    {
        long shared = 0;
        for (var row = 0; row < _sample.Length; row++)
        {
            foreach (var item in now.Items(row))
            {
                shared += before.Items(row).Contains(item) ? 1 : 0;
            }
        }

        return now.MostPlaces == 0 ? 1 : (double)shared / ((long)_sample.Length * now.MostPlaces);
    }
}
