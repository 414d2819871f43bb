using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Microsoft.AspNetCore.Mvc;

namespace Explorer.Web.Api;

/// <summary>Where a sweep stands, while it is followed. state is one of the sweep's states, or deleted.</summary>
internal sealed record SweepProgressAnswer(long Cursor, string State, string Message, int TrialsFinished, long TrialCount, int PointsDone, long PointCount)
{
    public static SweepProgressAnswer Of(long cursor, Sweep? sweep) => sweep is null
        ? new(cursor, "deleted", "The sweep was deleted.", 0, 0, 0, 0)
        : new(cursor, sweep.State.Word(), sweep.Message, sweep.TrialsFinished, sweep.Spec.TrialCount, sweep.PointsDone, sweep.Spec.PointCount);
}

/// <summary>A sign of life.</summary>
internal sealed record HeartbeatAnswer(long Cursor);

/// <summary><c>/api/sweeps/{id}/events</c>: a sweep's points live, as server-sent events.</summary>
internal static class LiveEventEndpoint
{
    public static void MapLiveEvents(this WebApplication app) =>
        app.MapGet("/api/sweeps/{id:long}/events", FollowAsync).WithTags("Sweeps")
            .Produces<PointAnswer>(200, "text/event-stream").Produces(204).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Follow a sweep live by server-sent events")
            .WithDescription(
                "Events: point (a point, as in /points), sweep (where it stands), heartbeat (every 15 seconds without news), end (it has ended; nothing more comes). " +
                "Their id is the point's cursor. Reconnect with the header Last-Event-ID, or with after, to go on without loss or doubles; " +
                "204 says that the sweep has ended and everything was told.");

    private static async Task<IResult> FollowAsync(
        long id,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        SweepStore sweeps,
        PointStore points,
        LiveEvents events,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken,
        long after = 0)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        var cursor = lastEventId is { Length: > 0 } ? CursorOf(lastEventId) : after;
        if (lastEventId is { Length: > 0 } && sweep.State.IsFinished()
            && (await points.PointsAsync(sweep.Id, cursor, take: 1, cancellationToken)).Count == 0)
        {
            // What makes a browser's EventSource stop asking.
            return TypedResults.NoContent();
        }

        return TypedResults.ServerSentEvents(TellAsync(events, sweep.Id, cursor, lifetime.ApplicationStopping, cancellationToken));
    }

    private static long CursorOf(string lastEventId) =>
        long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor)
            ? cursor
            : throw new ExplorerException("Last-Event-ID: this is no cursor of a sweep. Send the id of the last event you have, or leave the header out.");

    /// <summary>Ends when the listener leaves or the server stops: neither is an error.</summary>
    private static async IAsyncEnumerable<SseItem<object>> TellAsync(
        LiveEvents events, SweepId id, long after, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using var told = events.FollowAsync(id, after, leave.Token).GetAsyncEnumerator(leave.Token);
        while (await NextAsync(told, leave.Token))
        {
            yield return ItemOf(told.Current);
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<LiveEvent> told, CancellationToken cancellationToken)
    {
        try
        {
            return await told.MoveNextAsync();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static SseItem<object> ItemOf(LiveEvent told)
    {
        var (name, data) = told switch
        {
            PointMeasured measured => ("point", (object)PointAnswer.Of(measured.Point)),
            SweepMoved moved => ("sweep", SweepProgressAnswer.Of(moved.Cursor, moved.Sweep)),
            StillThere => ("heartbeat", new HeartbeatAnswer(told.Cursor)),
            SweepEnded ended => ("end", SweepProgressAnswer.Of(ended.Cursor, ended.Sweep)),
            _ => throw new ArgumentOutOfRangeException(nameof(told)),
        };
        return new SseItem<object>(data, name) { EventId = told.Cursor.ToString(CultureInfo.InvariantCulture) };
    }
}
