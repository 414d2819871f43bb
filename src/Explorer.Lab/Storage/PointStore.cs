using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Storage;

/// <summary>Points of learning curves, in the order in which they were stored: their cursor.</summary>
public sealed class PointStore(Database database, TimeProvider time)
{
    /// <summary>Points stored after a cursor, in the order they were stored.</summary>
    /// <param name="after">The last cursor seen; 0 for the beginning.</param>
    /// <param name="take">At most this many.</param>
    public async Task<IReadOnlyList<StoredPoint>> PointsAsync(SweepId id, long after, int take, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<string?>("select spec from sweep where id = @id", new { id = id.Value }) is not { } spec)
        {
            return [];
        }

        var ks = SweepRow.SpecOf(spec).Ks;
        var rows = await connection.QueryAsync<PointRow>(
            $"select cursor as Cursor, trial_id as TrialId, {PointRow.Columns} from point where sweep_id = @id and cursor > @after order by cursor limit @take",
            new { id = id.Value, after, take });
        return [.. rows.Select(row => new StoredPoint(row.Cursor, new TrialId(row.TrialId), row.ToPoint(ks)))];
    }

    /// <summary>Stores a point. A point of a repeated trial that is there already stays as it was; one of a trial deleted meanwhile is dropped.</summary>
    public async Task AppendAsync(Trial trial, LearningCurvePoint point, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(point);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            insert into point (sweep_id, trial_id, epoch, precision_train, precision_test, precision_test_unseen, mse_train, mse_test,
                               train_seconds, evaluation_seconds, measures, neighbour_stability)
            select @sweep, @trial, @Epoch, @PrecisionTrain, @PrecisionTest, @PrecisionTestUnseen, @MseTrain, @MseTest,
                   @TrainSeconds, @EvaluationSeconds, @measures, @NeighbourStability
            where exists (select 1 from trial where id = @trial)
            on conflict (trial_id, epoch) do nothing
            """,
            new
            {
                sweep = trial.SweepId.Value,
                trial = trial.Id.Value,
                point.Epoch,
                point.PrecisionTrain,
                point.PrecisionTest,
                point.PrecisionTestUnseen,
                point.MseTrain,
                point.MseTest,
                point.TrainSeconds,
                point.EvaluationSeconds,
                measures = MeasureBlob.Write(point.Ranking),
                point.NeighbourStability,
            },
            transaction);
        await RunStore.TouchAsync(transaction, trial.Id, time.GetUtcNow().ToDatabase());
        await transaction.CommitAsync(cancellationToken);
    }
}
