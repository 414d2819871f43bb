using System.Globalization;
using Explorer.Recommender;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>How a sweep chooses what to try, and how much of it.</summary>
/// <param name="Kind">Which sampler.</param>
/// <param name="Trials">Combinations to try, 1 or more; a grid tries all of them and ignores it.</param>
public sealed record SamplingPlan(SamplerKind Kind, int Trials = 0)
{
    /// <summary>Combinations that the model-based sampler draws at random before it has a model.</summary>
    public const int FirstGeneration = 10;

    private const int MaxGeneration = 100;

    /// <summary>Every combination.</summary>
    public static SamplingPlan EveryCombination { get; } = new(SamplerKind.Grid);

    /// <summary>
    /// Combinations that the model-based sampler proposes at once, 1 … 100, when all earlier ones have ended. It belongs to the sweep and not
    /// to the machine, so that what is proposed does not depend on how many trials run at once.
    /// </summary>
    public int Generation { get; init; } = 4;

    /// <summary>Checks the counts.</summary>
    /// <exception cref="ExplorerException">One is out of range.</exception>
    public void Validate()
    {
        if (Kind != SamplerKind.Grid && Trials < 1)
        {
            throw new ExplorerException(string.Create(CultureInfo.InvariantCulture,
                $"Trials to try: {Trials} is out of range. Use 1 or more; a range has no end of its own."));
        }

        if (Generation is < 1 or > MaxGeneration)
        {
            throw new ExplorerException(string.Create(CultureInfo.InvariantCulture,
                $"Trials proposed at once: {Generation} is out of range. Use 1 to {MaxGeneration}."));
        }
    }
}
