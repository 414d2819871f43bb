using System.Text.Json;
using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Estimates;

namespace Explorer.Lab.Storage;

/// <summary>How long earlier trials took, with what decides it.</summary>
public sealed class PaceStore(Database database)
{
    private const int MostSweeps = 50;
    private const int MostTrials = 200;

    /// <summary>Keeps what a sweep's trials are made of.</summary>
    public async Task SetSizesAsync(SweepId sweep, SweepSizes sizes, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("update sweep set sizes = @sizes where id = @id", new { id = sweep.Value, sizes = JsonSerializer.Serialize(sizes) });
    }

    /// <summary>The latest ended trials: of the same likes and thresholds when there are any, otherwise of others.</summary>
    internal async Task<(EstimateBasis Basis, IReadOnlyList<MeasuredTrial> Trials)> RecentAsync(SweepSpec spec, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<SizedRow>(
            """
            select id as Id, spec as Spec, sizes as Sizes from sweep
            where sizes is not null and exists (select 1 from trial t where t.sweep_id = sweep.id and t.state in ('completed', 'pruned'))
            order by id desc limit @MostSweeps
            """,
            new { MostSweeps });
        var sweeps = rows.ToDictionary(row => row.Id, row => (Spec: SweepRow.SpecOf(row.Spec), Sizes: SizesOf(row.Sizes)));
        long[] same = [.. sweeps.Where(sweep => IsAlike(sweep.Value.Spec, spec)).Select(sweep => sweep.Key)];
        var basis = same.Length > 0 ? EstimateBasis.SameData : sweeps.Count > 0 ? EstimateBasis.OtherData : EstimateBasis.Reference;
        var trials = await connection.QueryAsync<PaceRow>(
            """
            select t.sweep_id as SweepId, t.factor_count as FactorCount, max(p.epoch) as Epochs, count(*) as Points,
                   max(p.train_seconds) as TrainSeconds, max(p.evaluation_seconds) as EvaluationSeconds
            from (select id, sweep_id, factor_count from trial
                  where sweep_id in @ids and state in ('completed', 'pruned') order by id desc limit @MostTrials) t
            join point p on p.trial_id = t.id
            group by t.id
            """,
            new { ids = same.Length > 0 ? same : [.. sweeps.Keys], MostTrials });
        return (basis, [.. trials.Select(row => new MeasuredTrial(
            sweeps[row.SweepId].Sizes, sweeps[row.SweepId].Spec.Ks, row.FactorCount, row.Epochs, row.Points, row.TrainSeconds, row.EvaluationSeconds))]);
    }

    private static bool IsAlike(SweepSpec one, SweepSpec other) =>
        (one.DatasetId, one.MinLikesPerUser, one.MinLikesPerItem) == (other.DatasetId, other.MinLikesPerUser, other.MinLikesPerItem);

    private static SweepSizes SizesOf(string json) =>
        JsonSerializer.Deserialize<SweepSizes>(json) ?? throw new InvalidOperationException("A stored sweep has no sizes.");

    /// <summary>A trial that has ended.</summary>
    /// <param name="Epochs">Its last epoch.</param>
    /// <param name="Points">How often it was measured.</param>
    internal sealed record MeasuredTrial(
        SweepSizes Sizes, IReadOnlyList<int> Ks, int FactorCount, int Epochs, int Points, double TrainSeconds, double EvaluationSeconds);

    private sealed class SizedRow
    {
        public long Id { get; init; }

        public string Spec { get; init; } = "";

        public string Sizes { get; init; } = "";
    }

    private sealed class PaceRow
    {
        public long SweepId { get; init; }

        public int FactorCount { get; init; }

        public int Epochs { get; init; }

        public int Points { get; init; }

        public double TrainSeconds { get; init; }

        public double EvaluationSeconds { get; init; }
    }
}
