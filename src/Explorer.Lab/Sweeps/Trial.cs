using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps;

/// <summary>Identity of a trial, unique over all sweeps.</summary>
public readonly record struct TrialId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One combination of hyperparameters within a sweep.</summary>
/// <param name="Number">Place in its sweep, from 1.</param>
/// <param name="Message">Why it failed, or a note of the solver; empty otherwise.</param>
/// <param name="LastEpoch">The last measured epoch; 0 before the first.</param>
/// <param name="Seconds">Seconds of training and measuring up to the last measured epoch.</param>
/// <param name="Best">The point with the best value of the sweep's metric, the earliest if several; null before the first.</param>
/// <param name="EvaluationSeconds">How many of the <paramref name="Seconds"/> went into measuring.</param>
public sealed record Trial(
    TrialId Id,
    SweepId SweepId,
    int Number,
    Hyperparameters Hyperparameters,
    WorkState State,
    string Message,
    int LastEpoch,
    double Seconds,
    LearningCurvePoint? Best,
    double EvaluationSeconds = 0)
{
    /// <summary>What a person has written about it; usually empty.</summary>
    public string Remarks { get; init; } = "";

    /// <summary>Draws its split and its start factors; null for the hold-out's seed.</summary>
    public int? Seed { get; init; }

    /// <summary>Which call of the sampler proposed it, from 0; null when it was not the sampler.</summary>
    public int? Generation { get; init; }

    /// <summary>Cuts of successive halving it has passed.</summary>
    public int Rung { get; init; }
}
