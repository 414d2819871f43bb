using Explorer.Recommender.Likes;

namespace Explorer.Lab.Sweeps;

/// <summary>The right to use a split that others use too. Dispose it when done.</summary>
internal sealed class SplitLease(Split split, long bytes, Action giveBack) : IDisposable
{
    private int _isGivenBack;

    public Split Split => split;

    /// <summary>What the split takes.</summary>
    public long Bytes => bytes;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
        {
            giveBack();
        }
    }
}
