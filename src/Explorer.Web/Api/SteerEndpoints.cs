using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Explorer.Web.Api;

/// <summary>What can be changed about sweeps and trials while they run, and what has happened to them. What is done is answered in words.</summary>
internal static class SteerEndpoints
{
    private const int MaxEvents = 10_000;

    public static void MapSteering(this WebApplication app)
    {
        var sweeps = app.MapGroup("/api/sweeps/{id:long}").WithTags("Sweeps");
        sweeps.MapPatch("/", ChangeAsync).ProducesProblem(400).ProducesProblem(404).WithSummary("Change how many trials run at once, the priority, or the remarks")
            .WithDescription("What is left out stays. More trials start at once; with fewer, those that run go on to their end. Of queued sweeps the one with the highest priority runs next; none is interrupted.");
        sweeps.MapPost("/move-to-front", (long id, QueueControl control, CancellationToken cancellationToken) => SayAsync(control.MoveToFrontAsync(new SweepId(id), cancellationToken)))
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Make a queued sweep the next one");
        sweeps.MapPost("/retry-failed", (long id, TrialControl control, CancellationToken cancellationToken) => SayAsync(control.RetryFailedAsync(new SweepId(id), cancellationToken)))
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Queue all failed trials again");
        sweeps.MapPost("/trials", AddAsync).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).WithSummary("Add trials to a sweep")
            .WithDescription("Every combination of the grid, or the values around a trial, that the sweep does not have yet. A sweep that had ended goes on.");
        sweeps.MapGet("/log", EventsAsync).ProducesProblem(404).WithSummary("Read what has happened to a sweep");
        sweeps.MapGet("/runs", RunsAsync).ProducesProblem(404).WithSummary("Read when trials ran, and on which slot");

        var trials = app.MapGroup("/api/trials/{id:long}").WithTags("Sweeps");
        trials.MapPatch("/", WriteAsync).ProducesProblem(400).ProducesProblem(404).WithSummary("Change a trial's remarks");
        trials.MapPost("/stop", (long id, TrialControl control, CancellationToken cancellationToken) => SayAsync(control.StopAsync(new TrialId(id), cancellationToken)))
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Stop a queued or running trial; its points stay");
        trials.MapPost("/retry", (long id, TrialControl control, CancellationToken cancellationToken) => SayAsync(control.RetryAsync(new TrialId(id), cancellationToken)))
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Queue a failed or stopped trial again");
        trials.MapDelete("/", (long id, TrialControl control, CancellationToken cancellationToken) => SayAsync(control.DeleteAsync(new TrialId(id), cancellationToken)))
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Delete a trial that is not running");
    }

    private static async Task<Ok<EventAnswer>> SayAsync(Task<SweepEvent> done) => TypedResults.Ok(EventAnswer.Of(await done));

    private static async Task<Ok<EventsAnswer>> ChangeAsync(long id, SweepChange change, QueueControl control, SweepStore sweeps, CancellationToken cancellationToken)
    {
        var sweep = new SweepId(id);
        await sweeps.GetAsync(sweep, cancellationToken);
        List<SweepEvent> said = [];
        if (change.TrialsAtOnce is { } trials)
        {
            said.Add(await control.SetTrialsAtOnceAsync(sweep, trials, cancellationToken));
        }

        if (change.Priority is { } priority)
        {
            said.Add(await control.SetPriorityAsync(sweep, priority, cancellationToken));
        }

        if (change.Remarks is { } remarks)
        {
            await control.WriteAsync(sweep, remarks, cancellationToken);
        }

        return TypedResults.Ok(EventsAnswer.Of(said));
    }

    private static async Task<Ok<EventAnswer>> AddAsync(long id, TrialsRequest request, TrialControl control, CancellationToken cancellationToken)
    {
        var grid = (request.Grid, request.Around) switch
        {
            ({ } given, null) => given.ToGrid(),
            (null, { } number) => await control.FineGridAsync(new SweepId(id), number, cancellationToken),
            _ => throw new ExplorerException("Trials to add: give either grid, with values to combine, or around, the number of a trial."),
        };
        return await SayAsync(control.AddAsync(new SweepId(id), grid, cancellationToken));
    }

    private static async Task<Ok<EventsAnswer>> EventsAsync(
        long id, SweepStore sweeps, SweepLog log, CancellationToken cancellationToken, long after = 0, int take = MaxEvents)
    {
        if (take is < 1 or > MaxEvents)
        {
            throw new ExplorerException($"take: {take} is out of range. Use 1 to {MaxEvents}.");
        }

        await sweeps.GetAsync(new SweepId(id), cancellationToken);
        return TypedResults.Ok(EventsAnswer.Of(await log.ListAsync(new SweepId(id), after, take, cancellationToken)));
    }

    private static async Task<Ok<RunsAnswer>> RunsAsync(long id, SweepStore sweeps, RunStore runs, CancellationToken cancellationToken)
    {
        await sweeps.GetAsync(new SweepId(id), cancellationToken);
        return TypedResults.Ok(new RunsAnswer([.. (await runs.ListAsync(new SweepId(id), cancellationToken)).Select(RunAnswer.Of)]));
    }

    private static async Task<NoContent> WriteAsync(long id, TrialChange change, TrialControl control, TrialStore trials, CancellationToken cancellationToken)
    {
        await trials.GetTrialAsync(new TrialId(id), cancellationToken);
        if (change.Remarks is { } remarks)
        {
            await control.WriteAsync(new TrialId(id), remarks, cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
