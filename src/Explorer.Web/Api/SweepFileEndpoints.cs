using System.Globalization;
using Explorer.Lab;
using Explorer.Lab.Exports;
using Explorer.Lab.Replays;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Explorer.Web.Api;

/// <summary>Files of a sweep to take away, and the replay bundle back in.</summary>
internal static class SweepFileEndpoints
{
    private const int BatchSize = 5_000;

    public static void MapSweepFiles(this WebApplication app)
    {
        var one = app.MapGroup("/api/sweeps/{id:long}").WithTags("Sweep files").ProducesProblem(404);
        one.MapGet("/points.csv", PointsCsvAsync).Produces(200, contentType: "text/csv").WithSummary("All points as CSV")
            .WithDescription("A row for each measured epoch: settings, seconds, every metric at every k.");
        one.MapGet("/points.json", PointsJsonAsync).Produces<IEnumerable<PointAnswer>>(200, "application/json").WithSummary("All points as one JSON array");
        one.MapGet("/trials.csv", TrialsCsvAsync).Produces(200, contentType: "text/csv").WithSummary("All trials as CSV")
            .WithDescription("A row for each trial: settings, state, best value and epoch, every metric at the best epoch.");
        one.MapGet("/trials.json", TrialsJsonAsync).Produces<IEnumerable<TrialAnswer>>(200, "application/json").WithSummary("All trials as one JSON array");
        one.MapGet("/replay.zip", ReplayAsync).Produces(200, contentType: "application/zip").WithSummary("The sweep as a replay bundle")
            .WithDescription("Settings, trials and points with the dataset's hash, without likes. Another Explorer shows it as a read-only sweep with the same pictures.");
        app.MapPost("/api/sweeps/replays", ImportAsync).WithTags("Sweep files").DisableAntiforgery().AcceptsFile()
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(507)
            .WithSummary("Import a replay bundle as a read-only sweep").WithDescription("The body is the zip. Nothing is stored unless all of it is sound.");
    }

    private static async Task<IResult> PointsCsvAsync(long id, SweepStore sweeps, SweepFiles files, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        return TypedResults.Stream(
            stream => files.WritePointsAsync(sweep, stream, cancellationToken), "text/csv; charset=utf-8", NameOf(id, "points", "csv"));
    }

    private static async Task<IResult> TrialsCsvAsync(long id, SweepStore sweeps, SweepFiles files, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        return TypedResults.Stream(
            stream => files.WriteTrialsAsync(sweep, stream, cancellationToken), "text/csv; charset=utf-8", NameOf(id, "trials", "csv"));
    }

    private static async Task<Ok<IAsyncEnumerable<PointAnswer>>> PointsJsonAsync(
        long id, HttpResponse response, SweepStore sweeps, PointStore points, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        OfferAs(response, NameOf(id, "points", "json"));
        return TypedResults.Ok(AllAsync());

        async IAsyncEnumerable<PointAnswer> AllAsync()
        {
            var after = 0L;
            while (await points.PointsAsync(sweep.Id, after, BatchSize, cancellationToken) is [.., var last] batch)
            {
                after = last.Cursor;
                foreach (var point in batch)
                {
                    yield return PointAnswer.Of(point);
                }
            }
        }
    }

    private static async Task<Ok<IEnumerable<TrialAnswer>>> TrialsJsonAsync(
        long id, HttpResponse response, SweepStore sweeps, TrialStore trials, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        OfferAs(response, NameOf(id, "trials", "json"));
        return TypedResults.Ok((await trials.TrialsAsync(sweep, cancellationToken)).Select(trial => TrialAnswer.Of(trial, sweep.Spec.Metric)));
    }

    private static async Task<IResult> ReplayAsync(long id, ReplayExport replays, CancellationToken cancellationToken)
    {
        // A zip tells at its end what it holds, and a refusal must come before the first byte: so it is made where one can seek.
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await replays.WriteAsync(new SweepId(id), file, cancellationToken);
            file.Position = 0;
            return TypedResults.File(file, "application/zip", NameOf(id, "replay", "zip"));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<Created<SweepAnswer>> ImportAsync(
        HttpRequest request, ReplayImport replays, IOptions<ImportOptions> options, TrialStore trials, CancellationToken cancellationToken)
    {
        var sweep = await replays.RunAsync(Upload.Open(request, options), cancellationToken);
        return TypedResults.Created($"/api/sweeps/{sweep.Id}", SweepAnswer.Of(sweep, await trials.TrialsAsync(sweep, cancellationToken), atOnce: 1));
    }

    private static void OfferAs(HttpResponse response, string name) => response.Headers.ContentDisposition = $"attachment; filename={name}";

    private static string NameOf(long id, string what, string ending) => string.Create(CultureInfo.InvariantCulture, $"sweep-{id}-{what}.{ending}");
}
