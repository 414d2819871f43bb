using System.Text.Json;
using Dapper;
using Explorer.Lab.Sweeps;

namespace Explorer.Lab.Storage;

/// <summary>What has happened to each sweep, told in sentences. It is for people to read; nothing else depends on it.</summary>
public sealed class SweepLog(Database database, TimeProvider time)
{
    /// <summary>Notes what has just happened. For a sweep deleted meanwhile nothing is stored.</summary>
    /// <param name="trial">Number of the one trial it is about; null when it is about several or none.</param>
    /// <returns>What was noted.</returns>
    public async Task<SweepEvent> AddAsync(SweepId sweep, SweepEventKind kind, string text, int? trial, CancellationToken cancellationToken)
    {
        var at = Times.FromDatabase(time.GetUtcNow().ToDatabase());
        await using var connection = await database.OpenAsync(cancellationToken);
        var id = await connection.ExecuteScalarAsync<long?>(
            """
            insert into sweep_event (sweep_id, at, kind, trial_number, text)
            select @sweep, @at, @kind, @trial, @text where exists (select 1 from sweep where id = @sweep)
            returning id
            """,
            new { sweep = sweep.Value, at = at.ToDatabase(), kind = WordOf(kind), trial, text });
        return new SweepEvent(id ?? 0, at, kind, trial, text);
    }

    /// <summary>What has happened to a sweep, the oldest first.</summary>
    /// <param name="after">Id of the last event seen; 0 for the beginning.</param>
    /// <param name="take">At most this many.</param>
    public async Task<IReadOnlyList<SweepEvent>> ListAsync(SweepId sweep, long after, int take, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<EventRow>(
            """
            select id as Id, at as At, kind as Kind, trial_number as TrialNumber, text as Text
            from sweep_event where sweep_id = @sweep and id > @after order by id limit @take
            """,
            new { sweep = sweep.Value, after, take });
        return [.. rows.Select(row => new SweepEvent(row.Id, Times.FromDatabase(row.At), Enum.Parse<SweepEventKind>(row.Kind, ignoreCase: true), row.TrialNumber, row.Text))];
    }

    internal static string WordOf(SweepEventKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private sealed class EventRow
    {
        public long Id { get; init; }

        public long At { get; init; }

        public string Kind { get; init; } = "";

        public int? TrialNumber { get; init; }

        public string Text { get; init; } = "";
    }
}
