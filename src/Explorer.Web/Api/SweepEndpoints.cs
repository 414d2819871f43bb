using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Recommender;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Explorer.Web.Api;

/// <summary><c>/api/sweeps</c> and <c>/api/trials</c>.</summary>
internal static class SweepEndpoints
{
    private const int MaxPoints = 100_000;

    public static void MapSweeps(this WebApplication app)
    {
        var sweeps = app.MapGroup("/api/sweeps").WithTags("Sweeps");
        sweeps.MapPost("/", CreateAsync).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Start a sweep").WithDescription("Every combination of the grid becomes a trial, or as many as the sampler is asked for; α is that of c = 1 + αd.");
        sweeps.MapPost("/plan", PlanAsync).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Say what a sweep would take, without starting it").WithDescription("Trials, points, what is left after thresholds, memory, and an estimate of the time.");
        sweeps.MapGet("/", ListAsync).WithSummary("List sweeps");
        sweeps.MapGet("/{id:long}", GetAsync).ProducesProblem(404).WithSummary("Get a sweep with its trials");
        sweeps.MapDelete("/{id:long}", DeleteAsync).ProducesProblem(404).ProducesProblem(409).WithSummary("Delete a sweep that is not running");
        sweeps.MapGet("/{id:long}/points", PointsAsync).ProducesProblem(404).WithSummary("Read points after a cursor");
        sweeps.MapGet("/{id:long}/configurations", ConfigurationsAsync).ProducesProblem(404)
            .WithSummary("Get mean and spread of each combination over its seeds").WithDescription("Of the best values of completed trials by the sweep's metric.");
        sweeps.MapPost("/{id:long}/pause", (long id, SweepControl control, SweepStore store, TrialStore trials, TrialSlots slots, CancellationToken cancellationToken) =>
            SteerAsync(id, control.PauseAsync, store, trials, slots, cancellationToken)).ProducesProblem(404).ProducesProblem(409).WithSummary("Pause a sweep");
        sweeps.MapPost("/{id:long}/resume", (long id, SweepControl control, SweepStore store, TrialStore trials, TrialSlots slots, CancellationToken cancellationToken) =>
            SteerAsync(id, control.ResumeAsync, store, trials, slots, cancellationToken)).ProducesProblem(404).ProducesProblem(409).WithSummary("Resume a paused sweep");
        sweeps.MapPost("/{id:long}/cancel", (long id, SweepControl control, SweepStore store, TrialStore trials, TrialSlots slots, CancellationToken cancellationToken) =>
            SteerAsync(id, control.CancelAsync, store, trials, slots, cancellationToken)).ProducesProblem(404).ProducesProblem(409).WithSummary("Cancel a sweep; its points stay");
        app.MapGet("/api/trials/{id:long}/fine-grid", FineGridAsync).WithTags("Sweeps").ProducesProblem(404)
            .WithSummary("Get the finer grid around a trial").WithDescription("On each axis the trial's value and those half-way to its neighbours in the sweep, ready to be the grid of another one.");
        app.MapPost("/api/trials/{id:long}/refit", RefitAsync).WithTags("Sweeps").ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Train a trial's settings on everything").WithDescription("For the trial's best epoch count, on all thresholded likes.");
        app.MapPost("/api/trials/{id:long}/preview", PreviewAsync).WithTags("Sweeps").ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Preview a trial at an epoch").WithDescription(
                "Trains the trial anew on the training part of its split, so that it shows what the curve measured; answers with the preview that is kept when there is one. Without epoch, the best.");
    }

    private static async Task<Created<SweepAnswer>> CreateAsync(
        SweepRequest request, SweepControl control, SweepStore sweeps, TrialStore trials, TrialSlots slots, CancellationToken cancellationToken)
    {
        var sweep = await control.CreateAsync(request.ToSpec(), cancellationToken);
        return TypedResults.Created(
            $"/api/sweeps/{sweep.Id}", SweepAnswer.Of(sweep, await trials.TrialsAsync(sweep, cancellationToken), slots.InEffect));
    }

    private static async Task<Ok<SweepListAnswer>> ListAsync(SweepStore sweeps, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SweepListAnswer([.. (await sweeps.ListAsync(cancellationToken)).Select(sweep => SweepAnswer.Of(sweep))]));

    private static async Task<Ok<SweepAnswer>> GetAsync(
        long id, SweepStore sweeps, TrialStore trials, TrialSlots slots, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        return TypedResults.Ok(SweepAnswer.Of(sweep, await trials.TrialsAsync(sweep, cancellationToken), slots.InEffect));
    }

    private static async Task<Ok<PlanAnswer>> PlanAsync(SweepRequest request, SweepControl control, CancellationToken cancellationToken)
    {
        var spec = request.ToSpec();
        return TypedResults.Ok(PlanAnswer.Of(spec, await control.CheckAsync(spec, cancellationToken)));
    }

    private static async Task<Ok<ConfigurationsAnswer>> ConfigurationsAsync(long id, SweepStore sweeps, TrialStore trials, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        var groups = RepeatGroup.Of(sweep.Spec, await trials.TrialsAsync(sweep, cancellationToken));
        return TypedResults.Ok(new ConfigurationsAnswer([.. groups.Select(ConfigurationAnswer.Of)]));
    }

    private static async Task<Ok<GridRequest>> FineGridAsync(long id, TrialStore trials, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(new TrialId(id), cancellationToken);
        var others = await trials.TrialsWithoutPointsAsync(trial.SweepId, cancellationToken);
        return TypedResults.Ok(GridRequest.Of(FineGrid.Around(trial.Hyperparameters, [.. others.Select(other => other.Hyperparameters)])));
    }

    private static async Task<NoContent> DeleteAsync(long id, SweepControl control, CancellationToken cancellationToken)
    {
        await control.DeleteAsync(new SweepId(id), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PointsAnswer>> PointsAsync(
        long id, SweepStore sweeps, PointStore store, CancellationToken cancellationToken, long after = 0, int take = MaxPoints)
    {
        if (take is < 1 or > MaxPoints)
        {
            throw new ExplorerException($"take: {take} is out of range. Use 1 to {MaxPoints}.");
        }

        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        var points = await store.PointsAsync(sweep.Id, after, take, cancellationToken);
        return TypedResults.Ok(new PointsAnswer([.. points.Select(PointAnswer.Of)]));
    }

    private static async Task<Ok<SweepAnswer>> SteerAsync(
        long id, Func<SweepId, CancellationToken, Task> steer, SweepStore sweeps, TrialStore trials, TrialSlots slots, CancellationToken cancellationToken)
    {
        await steer(new SweepId(id), cancellationToken);
        return await GetAsync(id, sweeps, trials, slots, cancellationToken);
    }

    private static async Task<Accepted<FactorizationAnswer>> PreviewAsync(
        long id, RefitControl control, CancellationToken cancellationToken, int? epoch = null)
    {
        var refit = await control.PreviewAsync(new TrialId(id), epoch, cancellationToken);
        return TypedResults.Accepted($"/api/factorizations/{refit.Id}", FactorizationAnswer.Of(refit));
    }

    private static async Task<Accepted<FactorizationAnswer>> RefitAsync(long id, RefitControl control, CancellationToken cancellationToken)
    {
        var refit = await control.StartAsync(new TrialId(id), cancellationToken);
        return TypedResults.Accepted($"/api/factorizations/{refit.Id}", FactorizationAnswer.Of(refit));
    }
}
