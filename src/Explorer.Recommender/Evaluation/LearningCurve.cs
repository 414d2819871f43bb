using System.Diagnostics;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Evaluation;

/// <summary>Trains one trial and measures it at the epochs asked for.</summary>
public sealed class LearningCurve
{
    private readonly Split _split;
    private readonly Hyperparameters _hyperparameters;
    private readonly RankingTask _ranking;
    private readonly WrmfTrainer _trainer;
    private readonly NeighbourWatch _neighbours;

    // The one clock in this project: how long it took belongs to the result, and a monotonic counter needs no time of day.
    private readonly Stopwatch _training = new();
    private readonly Stopwatch _evaluation = new();

    /// <summary>Prepares a trial that is measured at one k.</summary>
    /// <param name="k">1 or more.</param>
    /// <inheritdoc cref="LearningCurve(Split, Hyperparameters, IReadOnlyList{int}, TrainingOptions)"/>
    public LearningCurve(Split split, Hyperparameters hyperparameters, int k, TrainingOptions options)
        : this(split, hyperparameters, [k], options)
    {
    }

    /// <summary>Prepares a trial; nothing is trained yet.</summary>
    /// <param name="split">What to train on and what to measure with.</param>
    /// <param name="ks">The k to measure at, each 1 or more, distinct, at least one; the first one is the main k.</param>
    /// <exception cref="ExplorerException">A hyperparameter, an option or a k is out of range.</exception>
    public LearningCurve(Split split, Hyperparameters hyperparameters, IReadOnlyList<int> ks, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(hyperparameters);
        ArgumentNullException.ThrowIfNull(ks);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(ks.Count);
        foreach (var k in ks.Where(k => k < 1))
        {
            throw new ExplorerException($"Metric: k = {k} is not possible. Use 1 or more; the post uses 5.");
        }

        _split = split;
        _hyperparameters = hyperparameters;
        _ranking = new RankingTask(split, ks);
        _trainer = new WrmfTrainer(split.Train, hyperparameters, options);
        _neighbours = new NeighbourWatch(split.Train.ColumnCount, options.Seed);
    }

    /// <summary>Workers, 1 or more; 0 means one per processor. May change between calls; never changes a result.</summary>
    public int Threads
    {
        get => _trainer.Threads;
        set => _trainer.Threads = value;
    }

    /// <summary>Items whose neighbours go with each point, dense indices. May change between calls; never changes another number.</summary>
    public IReadOnlyList<int> Watched { get; set; } = [];

    /// <summary>Completed epochs.</summary>
    public int Epoch => _trainer.Epoch;

    /// <summary>The present factors; they change with the next epoch.</summary>
    public Factorization Factorization => _trainer.Factorization;

    /// <summary>Sentences for the person about what had to be done beyond the textbook; usually none.</summary>
    public IReadOnlyCollection<string> Notes => _trainer.Notes;

    /// <summary>Trains up to an epoch and measures there. Cancelled, it can be called again and goes on from the last half-epoch.</summary>
    /// <param name="epoch">Above <see cref="Epoch"/>, or equal to it when an evaluation was cancelled; 1 or more.</param>
    /// <exception cref="ExplorerException">The equations are singular, or a factor is not finite.</exception>
    public LearningCurvePoint AdvanceTo(int epoch, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, Math.Max(1, Epoch));

        using (Measuring(_training))
        {
            while (Epoch < epoch)
            {
                _trainer.RunEpoch(cancellationToken);
            }
        }

        RankingMetrics ranking;
        MeanSquaredError error;
        NeighbourLook look;
        using (Measuring(_evaluation))
        {
            ranking = RankingEvaluation.Of(Factorization, _ranking, Threads, cancellationToken);
            error = MeanSquaredError.Of(Factorization, _split, Threads, cancellationToken);
            look = _neighbours.Look(epoch, Factorization.Items, Watched, Threads, cancellationToken);
        }

        // Finite factors can still have squares that are not.
        if (!double.IsFinite(error.Train) || !double.IsFinite(error.Test))
        {
            throw RegularizedGram.Failure(_hyperparameters, "gave an error beyond what a number can hold");
        }

        return new LearningCurvePoint(
            epoch,
            PrecisionOf(RankedList.Train),
            PrecisionOf(RankedList.Test),
            PrecisionOf(RankedList.TestUnseen),
            error.Train,
            error.Test,
            _training.Elapsed.TotalSeconds,
            _evaluation.Elapsed.TotalSeconds,
            string.Join(' ', Notes)) { Ranking = ranking, NeighbourStability = look.Stability, Watched = look.Watched };

        double PrecisionOf(RankedList list) => ranking.Values[RankingMetrics.PlaceOf(0, list, Measure.Precision)];
    }

    private static Measurement Measuring(Stopwatch stopwatch)
    {
        stopwatch.Start();
        return new Measurement(stopwatch);
    }

    /// <summary>Stops the stopwatch also when the work is cancelled.</summary>
    private readonly struct Measurement(Stopwatch stopwatch) : IDisposable
    {
        public void Dispose() => stopwatch.Stop();
    }
}
