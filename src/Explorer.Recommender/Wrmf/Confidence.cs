namespace Explorer.Recommender.Wrmf;

/// <summary>How much an observed like counts: c = 1 + αt with t = d or t = log(1 + d/ε), and nowhere else.</summary>
/// <remarks>
/// Hu, Koren and Volinsky 2008, section 4 and eq. 6. A cell that was not liked has c = 1; p is 1 for any d. The library fork behind the
/// post's numbers uses c = αd instead, so its α = 50 is α = 49 here, and its α = 1 means no weighting at all.
/// </remarks>
/// <param name="Kind">Which of the two.</param>
/// <param name="Epsilon">ε of the logarithm, the count at which it begins to flatten: 1e-9 … 1e9. Unused when linear.</param>
public sealed record Confidence(ConfidenceKind Kind = ConfidenceKind.Linear, double Epsilon = 1)
{
    /// <summary>c = 1 + αd.</summary>
    public static Confidence Linear { get; } = new();

    /// <summary>c of a like.</summary>
    /// <param name="alpha">α, 0 or more.</param>
    /// <param name="count">d, how often the like was given, above 0; 1 for a plain like.</param>
    public double Of(double alpha, double count = 1) => 1 + (alpha * StrengthOf(count));

    /// <summary>t, what α is multiplied by: d or log(1 + d/ε).</summary>
    /// <param name="count">d, above 0.</param>
    public double StrengthOf(double count) => Kind == ConfidenceKind.Linear ? count : Math.Log(1 + (count / Epsilon));

    /// <summary>Checks both values against their ranges.</summary>
    /// <exception cref="ExplorerException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Kind))
        {
            throw new ExplorerException($"Confidence: {Kind} is not known. Use {string.Join(" or ", Enum.GetNames<ConfidenceKind>())}.");
        }

        if (!(Epsilon is >= 1e-9 and <= 1e9))
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"Epsilon (ε) of the confidence: {Epsilon} is out of range. Use a number from 1e-9 to 1e9; the default is 1."));
        }
    }
}
