using System.Diagnostics.CodeAnalysis;

namespace Explorer.Recommender.Wrmf;

/// <summary>What all trials of a sweep share beside their hyperparameters. The defaults are the post's.</summary>
public sealed record TrainingSettings
{
    /// <summary>The post's.</summary>
    public static TrainingSettings Default { get; } = new();

    /// <summary>How a like's count becomes its confidence.</summary>
    public Confidence Confidence { get; init; } = Confidence.Linear;

    /// <summary>ν of λᵤ = λ·(nᵤ + α₀n)^ν, 0 … 1: how much stronger the regularization of a row with many likes is. 0 is plain λ.</summary>
    /// <remarks>
    /// Rendle, Krichene, Zhang and Koren 2022, <i>Revisiting the Performance of iALS on Item Recommendation Benchmarks</i>. They minimise Σ over
    /// the likes + α₀ Σ over all cells; divided by their α₀ that is our objective with α = 1/α₀, so their scale is ν with α₀ = 1/α here.
    /// </remarks>
    public double FrequencyExponent { get; init; }

    /// <summary>α₀ of λᵤ = λ·(nᵤ + α₀n)^ν, 0 … 1e6: how many likes a row has before its first, as a share of the n columns.</summary>
    public double FrequencyOffset { get; init; }

    /// <summary>σ, above 0 and at most 100: start factors are drawn from N(0, σ²). 1 is the post's; Rendle et al. use 0.1/√f.</summary>
    public double StartScale { get; init; } = 1;

    /// <summary>Relative residual at which the whitened solver takes a row as solved, 1e-6 … 0.1; for large confidences it is tightened.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>λᵤ of one row.</summary>
    /// <param name="regularization">λ of its side.</param>
    /// <param name="likes">nᵤ, likes of the row.</param>
    /// <param name="columns">n, columns of the matrix.</param>
    public double RegularizationOf(double regularization, int likes, int columns) =>
        FrequencyExponent == 0 ? regularization : regularization * Math.Pow(likes + (FrequencyOffset * columns), FrequencyExponent);

    /// <summary>Checks every value against its range.</summary>
    /// <exception cref="ExplorerException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (Confidence is null)
        {
            throw new ExplorerException("Confidence is missing. Leave it out for c = 1 + αd, or name its kind.");
        }

        Confidence.Validate();
        Require(FrequencyExponent is >= 0 and <= 1, "Frequency exponent (ν)", FrequencyExponent, "from 0 to 1; the default is 0");
        Require(FrequencyOffset is >= 0 and <= 1e6, "Frequency offset (α₀)", FrequencyOffset, "from 0 to 1e6; the default is 0");
        Require(StartScale is > 0 and <= 100, "Start scale (σ)", StartScale, "above 0 and at most 100; the default is 1");
        Require(Tolerance is >= 1e-6 and <= 0.1, "Tolerance", Tolerance, "from 1e-6 to 0.1; the default is 1e-4");
    }

    private static void Require([DoesNotReturnIf(false)] bool isInRange, string name, double value, string range)
    {
        if (!isInRange)
        {
            throw new ExplorerException(FormattableString.Invariant($"{name}: {value} is out of range. Use a number {range}."));
        }
    }
}
