using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Datasets;

/// <summary>Upload stream → stored dataset. Nothing is stored before the whole file was read.</summary>
public sealed class DatasetImport(DatasetStore datasets, IOptions<ImportOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _loadingSample = new(1, 1);

    /// <summary>Imports a likes file as it seems to be meant, nothing chosen.</summary>
    /// <inheritdoc cref="RunAsync(string, Stream, LikesFileChoices, IProgress{LikesFileProgress}, CancellationToken)"/>
    public Task<Dataset> RunAsync(string name, Stream content, IProgress<LikesFileProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(name, content, LikesFileChoices.None, progress, cancellationToken);

    /// <summary>Imports a likes file.</summary>
    /// <param name="name">Name of the dataset, 1 … 200 characters.</param>
    /// <param name="content">The file as uploaded, raw, gzip or zip.</param>
    /// <param name="choices">How it is to be read.</param>
    /// <exception cref="ExplorerException">The file is no likes file, too large, or has no like; nothing is stored.</exception>
    public async Task<Dataset> RunAsync(
        string name,
        Stream content,
        LikesFileChoices choices,
        IProgress<LikesFileProgress>? progress,
        CancellationToken cancellationToken)
    {
        var checkedName = DatasetNames.Require(name);
        return await StoreAsync(checkedName, content, choices, progress, isSample: false, cancellationToken);
    }

    /// <summary>Merges an items file into a dataset: names, thumbnail and page addresses, tags. What is empty in it replaces nothing.</summary>
    /// <exception cref="ExplorerException">The file is no items file, too large, or the dataset is gone; nothing is stored.</exception>
    public Task<ItemsFileResult> RunItemsAsync(DatasetId dataset, Stream content, CancellationToken cancellationToken) =>
        RunItemsAsync(dataset, content, new TableFormat(), progress: null, cancellationToken);

    /// <summary>Merges an items file, read as chosen.</summary>
    /// <inheritdoc cref="RunItemsAsync(DatasetId, Stream, CancellationToken)"/>
    public async Task<ItemsFileResult> RunItemsAsync(
        DatasetId dataset, Stream content, TableFormat format, IProgress<LikesFileProgress>? progress, CancellationToken cancellationToken)
    {
        await datasets.GetAsync(dataset, cancellationToken);
        var file = await ItemsFile.ReadAsync(content, Limits, format, progress, cancellationToken);
        await datasets.AddItemDetailsAsync(dataset, file.Items, cancellationToken);
        return file;
    }

    /// <summary>The built-in sample; the one that is there when it was loaded before.</summary>
    public async Task<Dataset> LoadSampleAsync(CancellationToken cancellationToken)
    {
        // One at a time, so that a second click finds what the first one loads.
        await _loadingSample.WaitAsync(cancellationToken);
        try
        {
            return await FindOrLoadSampleAsync(cancellationToken);
        }
        finally
        {
            _loadingSample.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _loadingSample.Dispose();

    private async Task<Dataset> FindOrLoadSampleAsync(CancellationToken cancellationToken)
    {
        var existing = (await datasets.ListAsync(cancellationToken)).FirstOrDefault(dataset => dataset.IsSample);
        if (existing is not null)
        {
            return existing;
        }

        await using var content = SampleLikes.Open();
        return await StoreAsync(SampleLikes.Name, content, LikesFileChoices.None, progress: null, isSample: true, cancellationToken);
    }

    private async Task<Dataset> StoreAsync(
        string name, Stream content, LikesFileChoices choices, IProgress<LikesFileProgress>? progress, bool isSample, CancellationToken cancellationToken)
    {
        using var rejected = datasets.NewRejectedRows(options.Value.MaxRejectedRows);
        var file = await LikesFile.ReadAsync(content, Limits, choices, progress, rejected.Add, cancellationToken);
        return await datasets.AddAsync(name, DatasetNames.DefaultItemWord, file, rejected, isSample, cancellationToken);
    }

    private LikesFileLimits Limits => new(options.Value.MaxBytes, options.Value.MaxRows);
}
