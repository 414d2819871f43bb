using Dapper;
using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;

namespace Explorer.TestKit;

/// <summary>Finished sweeps of any size, drawn from a formula rather than trained: for pages and for measuring them.</summary>
public static class ManySweeps
{
    /// <summary>2,000 trials.</summary>
    public static Grid TwoThousand { get; } = new(
        [5, 10, 15, 20, 30, 40, 60, 80, 100, 120],
        [0, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 50, 100],
        [0, 1, 3, 5, 9, 19, 29, 49, 69, 99, 149, 199, 249, 299, 399, 499, 599, 699, 799, 999]);

    /// <summary>Stores a completed sweep with every point.</summary>
    /// <param name="failed">Numbers of trials that failed without a point.</param>
    public static async Task<SweepId> AddAsync(LabHost lab, DatasetId dataset, Grid grid, IReadOnlyList<int> epochs, params IReadOnlyList<int> failed)
    {
        var store = lab.Get<SweepStore>();
        var spec = SweepSpec.Small(dataset) with { Grid = grid, Epochs = epochs };
        var id = await store.AddAsync(spec, CancellationToken.None);

        // At once, so that no worker takes it up.
        await store.MoveAsync(id, [WorkState.Queued], WorkState.Completed, "", CancellationToken.None);
        var trials = await lab.Get<TrialStore>().TrialsAsync(await store.GetAsync(id, CancellationToken.None), CancellationToken.None);
        await using var connection = await lab.Get<Database>().OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "update trial set state = @state, message = @message where id = @id",
            trials.Select(trial => failed.Contains(trial.Number)
                ? new { id = trial.Id.Value, state = "failed", message = $"Trial {trial.Number}: the equations for user 17 are singular with λ = {trial.Hyperparameters.Regularization}. Raise the regularization above zero, or lower α, and start the sweep again." }
                : new { id = trial.Id.Value, state = "completed", message = "" }),
            transaction);
        await connection.ExecuteAsync(
            """
            insert into point (sweep_id, trial_id, epoch, precision_train, precision_test, precision_test_unseen, mse_train, mse_test, train_seconds, evaluation_seconds)
            values (@Sweep, @Trial, @Epoch, @PrecisionTrain, @PrecisionTest, @PrecisionTestUnseen, @MseTrain, @MseTest, @TrainSeconds, @EvaluationSeconds)
            """,
            from trial in trials
            where !failed.Contains(trial.Number)
            from epoch in epochs
            let point = PointOf(trial.Hyperparameters, epoch, new Random((trial.Number * 1000) + epoch))
            select new
            {
                Sweep = id.Value,
                Trial = trial.Id.Value,
                point.Epoch,
                point.PrecisionTrain,
                point.PrecisionTest,
                point.PrecisionTestUnseen,
                point.MseTrain,
                point.MseTest,
                point.TrainSeconds,
                point.EvaluationSeconds,
            },
            transaction);
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>A hill over f, λ and α that is climbed over epochs and left again where little holds the factors back.</summary>
    private static LearningCurvePoint PointOf(Hyperparameters hyperparameters, int epoch, Random noise)
    {
        var f = Math.Log2(hyperparameters.FactorCount / 40.0);
        var l = Math.Log10(Math.Max(1e-6, hyperparameters.Regularization)) - 0.5;
        var a = Math.Log10((hyperparameters.Alpha + 1) / 400);
        var height = 0.045 * Math.Exp(-(0.06 * f * f) - (0.012 * l * l) - (0.25 * a * a) - (0.04 * f * l));
        var fit = 1 - Math.Exp(-epoch / 4.0);
        var over = Math.Max(0, f - (0.3 * l)) * 0.004 * epoch / 20;
        var precision = Math.Max(0, (height * fit) - over) + (0.0004 * noise.NextDouble());
        var seconds = epoch * (hyperparameters.FactorCount + 8) * 0.004 * (1 + (0.1 * noise.NextDouble()));
        return new LearningCurvePoint(
            epoch, Math.Min(1, 0.1 + (3 * height * fit)), precision, precision * 1.6, 0.01 - (height * fit / 10), 0.01 - (precision / 10), seconds, epoch * 0.05);
    }
}
