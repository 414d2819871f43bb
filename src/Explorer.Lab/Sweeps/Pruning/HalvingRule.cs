namespace Explorer.Lab.Sweeps.Pruning;

/// <summary>Successive halving: all trials train to a first epoch, the best part of them goes on to the next, and so on to the end.</summary>
/// <remarks>
/// Jamieson and Talwalkar 2016, synchronous: a cut is made when every trial has arrived, so that it depends on measured values alone and not on
/// which trial was there first. Repeats of a combination go on or leave together, by the mean of their best values.
/// </remarks>
/// <param name="Eta">One in so many combinations goes on, rounded up; 2 … 10.</param>
/// <param name="Cuts">How often, 1 … 6.</param>
public sealed record HalvingRule(int Eta = 3, int Cuts = 2)
{
    /// <summary>The measured epochs at which trials are cut, ascending: the last one divided by η, by η², …, each moved up to a measured epoch.</summary>
    /// <param name="epochs">The measured epochs, ascending.</param>
    /// <returns>At most <see cref="Cuts"/>; fewer, even none, when the measured epochs lie too close.</returns>
    public IReadOnlyList<int> RungsOf(IReadOnlyList<int> epochs) =>
    [
        .. Enumerable.Range(1, Cuts)
            .Select(cut => epochs.First(epoch => epoch >= epochs[^1] / Math.Pow(Eta, cut)))
            .Where(epoch => epoch < epochs[^1])
            .Distinct()
            .Order(),
    ];
}
