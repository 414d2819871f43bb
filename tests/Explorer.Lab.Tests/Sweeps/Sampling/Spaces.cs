using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;

namespace Explorer.Lab.Tests.Sweeps.Sampling;

/// <summary>Spaces that tests search.</summary>
internal static class Spaces
{
    /// <summary>All ranges: f 4 … 256, λ 1e-6 … 1e3 and 0, α 0 … 100.</summary>
    public static SearchSpace Ranges { get; } = SearchSpace.Of(new Grid([], [], []).WithRanges(new GridRanges
    {
        Factors = new SearchRange(4, 256, 7, RangeScale.Logarithmic),
        Regularization = new SearchRange(1e-6, 1e3, 9, RangeScale.Logarithmic) { HasZero = true },
        Alpha = new SearchRange(0, 100, 5, RangeScale.Linear),
    }));

    /// <summary>The post's 180 combinations.</summary>
    public static SearchSpace Post { get; } = SearchSpace.Of(Grid.Post);
}
