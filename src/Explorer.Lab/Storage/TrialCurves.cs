using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Storage;

/// <summary>The points of single trials, for views that take their trials from several sweeps.</summary>
public sealed class TrialCurves(Database database)
{
    /// <summary>All points of a trial so far, by epoch.</summary>
    /// <param name="ks">The k of its sweep.</param>
    public async Task<IReadOnlyList<LearningCurvePoint>> OfAsync(TrialId trial, IReadOnlyList<int> ks, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<PointRow>(
            $"select cursor as Cursor, trial_id as TrialId, {PointRow.Columns} from point where trial_id = @trial order by epoch",
            new { trial = trial.Value });
        return [.. rows.Select(row => row.ToPoint(ks))];
    }
}
