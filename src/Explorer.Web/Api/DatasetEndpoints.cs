using Explorer.Lab;
using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Explorer.Web.Api;

/// <summary><c>/api/datasets</c>.</summary>
internal static class DatasetEndpoints
{
    public static void MapDatasets(this WebApplication app)
    {
        var datasets = app.MapGroup("/api/datasets").WithTags("Datasets").DisableAntiforgery();
        datasets.MapPost("/", ImportAsync).AcceptsFile().ProducesProblem(400).ProducesProblem(413).ProducesProblem(507)
            .WithSummary("Import a likes file").WithDescription("The body is the file, raw, gzip or zip. What the query does not choose about its format is guessed.");
        datasets.MapPost("/preview", PreviewAsync).AcceptsFile().ProducesProblem(400)
            .WithSummary("Show how a likes file, or an items file, would be read: format, columns and the first rows")
            .WithDescription("The body is the file's first megabyte, or less, or the whole file; fileBytes says how long the file is, kind whether it is likes or items.");
        datasets.MapPost("/from-url", ImportFromUrlAsync).ProducesProblem(400).ProducesProblem(413)
            .WithSummary("Import a likes file from an address, where the settings allow it");
        datasets.MapPost("/from-url/preview", PreviewUrlAsync).ProducesProblem(400).ProducesProblem(413)
            .WithSummary("Show how a likes file at an address would be read, where the settings allow it");
        datasets.MapGet("/imports/{importId:guid}", Progress).ProducesProblem(404)
            .WithSummary("How far a running import has come, in rows and bytes").WithDescription("importId is the one that the import was given in its query.");
        datasets.MapPost("/sample", LoadSampleAsync).WithSummary("Load the built-in sample");
        datasets.MapGet("/", ListAsync).WithSummary("List datasets");
        datasets.MapGet("/{id:long}", GetAsync).ProducesProblem(404).WithSummary("Get a dataset");
        datasets.MapPatch("/{id:long}", ChangeAsync).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Rename a dataset, choose its word for an item or its thumbnail source, write remarks");
        datasets.MapDelete("/{id:long}", DeleteAsync).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Delete a dataset with its sweeps and factorizations");
        datasets.MapGet("/{id:long}/dependents", DependentsAsync).ProducesProblem(404).WithSummary("What goes with a dataset when it is deleted");
        datasets.MapGet("/{id:long}/profile", ProfileAsync).ProducesProblem(404)
            .WithSummary("How likes and weights are spread, and the most liked items");
        datasets.MapGet("/{id:long}/landscape", LandscapeAsync).ProducesProblem(404).WithSummary("What thresholds leave, over a grid of them");
        datasets.MapGet("/{id:long}/rejected-rows.csv", RejectedCsvAsync).ProducesProblem(404)
            .Produces(200, contentType: "text/csv").WithSummary("All rejected rows as a CSV file")
            .WithDescription("Datasets of earlier versions have their first 1,000; Import:MaxRejectedRows bounds the others. rejectedKept says how many there are.");
        datasets.MapGet("/{id:long}/rejected", RejectedAsync).ProducesProblem(404).WithSummary("List the first 1,000 rejected rows with line and reason");
        datasets.MapGet("/{id:long}/core", CoreAsync).ProducesProblem(400).ProducesProblem(404).WithSummary("What thresholds leave");
        datasets.MapPost("/{id:long}/items", ImportItemsAsync).AcceptsFile().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Merge an items file: names, thumbnail and page addresses and tags by item id");
    }

    private static async Task<Created<DatasetAnswer>> ImportAsync(
        HttpRequest request,
        DatasetImport import,
        RunningImports imports,
        IOptions<ImportOptions> options,
        [AsParameters] FormatQuery format,
        CancellationToken cancellationToken,
        string name = "Likes",
        Guid? importId = null)
    {
        using var progress = importId is { } id ? imports.Begin(id) : null;
        var dataset = await import.RunAsync(name, Upload.Open(request, options), format.ToChoices(), progress, cancellationToken);
        return TypedResults.Created($"/api/datasets/{dataset.Id}", DatasetAnswer.Of(dataset));
    }

    private static async Task<Ok<PreviewAnswer>> PreviewAsync(
        HttpRequest request,
        IOptions<ImportOptions> options,
        [AsParameters] FormatQuery format,
        CancellationToken cancellationToken,
        long? fileBytes = null,
        string? kind = null)
    {
        var beginning = await FileBeginning.ReadAsync(Upload.Open(request, options), fileBytes, cancellationToken);
        return TypedResults.Ok(PreviewAnswer.Of(await beginning.PreviewAsync(
            FormatQuery.WordIn<FileKind>(kind, "kind") is FileKind.Items ? ItemsFile.PreviewAsync : LikesFile.PreviewAsync, format.ToFormat(), cancellationToken)));
    }

    private static async Task<Ok<PreviewAnswer>> PreviewUrlAsync(
        UrlImport import, [AsParameters] FormatQuery format, CancellationToken cancellationToken, string url = UrlImport.PostLikes)
    {
        var beginning = await import.BeginningAsync(url, cancellationToken);
        return TypedResults.Ok(PreviewAnswer.Of(await beginning.PreviewAsync(LikesFile.PreviewAsync, format.ToFormat(), cancellationToken)));
    }

    private static Ok<LikesFileProgress> Progress(Guid importId, RunningImports imports) => imports.Find(importId) is { } progress
        ? TypedResults.Ok(progress)
        : throw new ExplorerException($"No import {importId} is running. It has ended, or was not given this importId.", Refusal.Missing);

    private static async Task<Created<DatasetAnswer>> ImportFromUrlAsync(
        UrlImport import,
        RunningImports imports,
        [AsParameters] FormatQuery format,
        CancellationToken cancellationToken,
        string url = UrlImport.PostLikes,
        string name = "Likes",
        Guid? importId = null)
    {
        using var progress = importId is { } id ? imports.Begin(id) : null;
        var dataset = await import.RunAsync(name, url, format.ToChoices(), progress, cancellationToken);
        return TypedResults.Created($"/api/datasets/{dataset.Id}", DatasetAnswer.Of(dataset));
    }

    private static async Task<Created<DatasetAnswer>> LoadSampleAsync(DatasetImport import, CancellationToken cancellationToken)
    {
        var dataset = await import.LoadSampleAsync(cancellationToken);
        return TypedResults.Created($"/api/datasets/{dataset.Id}", DatasetAnswer.Of(dataset));
    }

    private static async Task<Ok<DatasetListAnswer>> ListAsync(DatasetStore datasets, CancellationToken cancellationToken) =>
        TypedResults.Ok(new DatasetListAnswer([.. (await datasets.ListAsync(cancellationToken)).Select(DatasetAnswer.Of)]));

    private static async Task<Ok<DatasetAnswer>> GetAsync(long id, DatasetStore datasets, CancellationToken cancellationToken) =>
        TypedResults.Ok(DatasetAnswer.Of(await datasets.GetAsync(new DatasetId(id), cancellationToken)));

    private static async Task<Ok<DatasetAnswer>> ChangeAsync(
        long id, DatasetChange change, DatasetStore datasets, CancellationToken cancellationToken)
    {
        var present = await datasets.GetAsync(new DatasetId(id), cancellationToken);
        var changed = await datasets.UpdateAsync(
            present.Id,
            change.Name ?? present.Name,
            change.ItemWord ?? present.ItemWord,
            change.ThumbnailSource ?? present.ThumbnailSource,
            cancellationToken);
        changed = change.Remarks is null ? changed : await datasets.SetRemarksAsync(present.Id, change.Remarks, cancellationToken);
        return TypedResults.Ok(DatasetAnswer.Of(changed));
    }

    private static async Task<NoContent> DeleteAsync(long id, DatasetStore datasets, CancellationToken cancellationToken)
    {
        await datasets.DeleteAsync(new DatasetId(id), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<RejectedRowsAnswer>> RejectedAsync(long id, DatasetStore datasets, CancellationToken cancellationToken)
    {
        var dataset = await datasets.GetAsync(new DatasetId(id), cancellationToken);
        return TypedResults.Ok(new RejectedRowsAnswer(dataset.Rejected, await datasets.RejectedRowsAsync(dataset.Id, cancellationToken)));
    }

    private static async Task<FileStreamHttpResult> RejectedCsvAsync(long id, DatasetStore datasets, CancellationToken cancellationToken) =>
        TypedResults.File(
            await datasets.OpenRejectedCsvAsync(new DatasetId(id), cancellationToken), "text/csv; charset=utf-8", $"rejected-rows-{id}.csv");

    private static async Task<Ok<DatasetDependents>> DependentsAsync(long id, DatasetStore datasets, CancellationToken cancellationToken) =>
        TypedResults.Ok(await datasets.DependentsAsync(new DatasetId(id), cancellationToken));

    private static async Task<Ok<ProfileAnswer>> ProfileAsync(
        long id, DatasetStore datasets, DatasetNumbers numbers, CancellationToken cancellationToken)
    {
        var dataset = await datasets.GetAsync(new DatasetId(id), cancellationToken);
        var likes = await datasets.LikesAsync(dataset.Id, cancellationToken);
        return TypedResults.Ok(ProfileAnswer.Of(dataset, likes, await numbers.ProfileAsync(dataset.Id, cancellationToken)));
    }

    private static async Task<Ok<ThresholdLandscape>> LandscapeAsync(long id, DatasetNumbers numbers, CancellationToken cancellationToken) =>
        TypedResults.Ok(await numbers.LandscapeAsync(new DatasetId(id), cancellationToken));

    private static async Task<Ok<CoreAnswer>> CoreAsync(
        long id, DatasetStore datasets, CancellationToken cancellationToken, int minLikesPerUser = 5, int minLikesPerItem = 5)
    {
        var likes = await datasets.LikesAsync(new DatasetId(id), cancellationToken);
        return TypedResults.Ok(await Task.Run(
            () => CoreAnswer.Of(KCore.Of(likes, minLikesPerUser, minLikesPerItem, cancellationToken)), cancellationToken));
    }

    private static async Task<Ok<ItemsAnswer>> ImportItemsAsync(
        long id,
        HttpRequest request,
        DatasetImport import,
        RunningImports imports,
        IOptions<ImportOptions> options,
        [AsParameters] FormatQuery format,
        CancellationToken cancellationToken,
        Guid? importId = null)
    {
        using var progress = importId is { } running ? imports.Begin(running) : null;
        var file = await import.RunItemsAsync(new DatasetId(id), Upload.Open(request, options), format.ToFormat(), progress, cancellationToken);
        return TypedResults.Ok(new ItemsAnswer(id, file.Items.Count, file.Rows, file.Rejected, file.RejectedRows, file.Notes));
    }
}
