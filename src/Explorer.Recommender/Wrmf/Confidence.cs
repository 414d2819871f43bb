namespace Explorer.Recommender.Wrmf;

/// <summary>How much an observed like counts: c = 1 + αd, and nowhere else.</summary>
/// <remarks>
/// Hu, Koren and Volinsky 2008, section 4. A cell that was not liked has c = 1. The library fork behind the post's numbers uses
/// c = αd instead, so its α = 50 is α = 49 here, and its α = 1 means no weighting at all.
/// </remarks>
public static class Confidence
{
    /// <summary>c of a like.</summary>
    /// <param name="alpha">α, 0 or more.</param>
    /// <param name="count">d, how often the like was given; 1 for a plain like.</param>
    public static double Of(double alpha, double count = 1) => 1 + (alpha * count);
}
