using System.Globalization;
using System.Text;
using Explorer.Lab.Exports;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Explorer.Web.Api;

/// <summary>Single trials and trials side by side.</summary>
internal static class TrialEndpoints
{
    public static void MapTrials(this WebApplication app)
    {
        var trials = app.MapGroup("/api/trials").WithTags("Trials").ProducesProblem(404);
        trials.MapGet("/compare", CompareAsync).ProducesProblem(400).WithSummary("Compare two to eight trials of one dataset")
            .WithDescription("Settings, every metric at each trial's best epoch, the spread over seeds, and a paired test against the first trial where seeds match.");
        trials.MapGet("/{id:long}/settings", SettingsAsync).WithSummary("A trial's settings, ready to be posted as a sweep of one trial");
        trials.MapGet("/{id:long}/implicit.py", ImplicitAsync).Produces(200, contentType: "text/x-python")
            .WithSummary("A trial's settings as Python for the library implicit, with α converted");
    }

    private static async Task<Ok<TrialComparisonAnswer>> CompareAsync(
        long[] trials, TrialComparisons comparisons, CancellationToken cancellationToken, string? metric = null) =>
        TypedResults.Ok(TrialComparisonAnswer.Of(await comparisons.CompareAsync(
            [.. trials.Select(id => new TrialId(id))], metric is null ? null : Metric.Parse(metric), cancellationToken)));

    private static async Task<Ok<TrialSettingsAnswer>> SettingsAsync(long id, SweepStore sweeps, TrialStore trials, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(new TrialId(id), cancellationToken);
        return TypedResults.Ok(TrialSettingsAnswer.Of(await sweeps.GetAsync(trial.SweepId, cancellationToken), trial));
    }

    private static async Task<FileContentHttpResult> ImplicitAsync(long id, TrialScripts scripts, CancellationToken cancellationToken) =>
        TypedResults.File(
            Encoding.UTF8.GetBytes(await scripts.ImplicitAsync(new TrialId(id), cancellationToken)),
            "text/x-python; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"trial-{id}-implicit.py"));
}
