using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Datasets;

/// <summary>Upload stream → stored dataset. Nothing is stored before the whole file was read.</summary>
public sealed class DatasetImport(DatasetStore datasets, IOptions<ImportOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _loadingSample = new(1, 1);

    /// <summary>Imports a likes file.</summary>
    /// <param name="name">Name of the dataset, 1 … 200 characters.</param>
    /// <param name="content">The file as uploaded, raw or gzip.</param>
    /// <exception cref="ExplorerException">The file is no likes file, too large, or has no like; nothing is stored.</exception>
    public async Task<Dataset> RunAsync(
        string name,
        Stream content,
        IProgress<LikesFileProgress>? progress,
        CancellationToken cancellationToken)
    {
        var checkedName = DatasetNames.Require(name);
        var file = await LikesFile.ReadAsync(content, Limits, progress, cancellationToken);
        return await datasets.AddAsync(checkedName, DatasetNames.DefaultItemWord, file, isSample: false, cancellationToken);
    }

    /// <summary>Merges an items file into a dataset: names, thumbnail and page addresses.</summary>
    /// <exception cref="ExplorerException">The file is no items file, too large, or the dataset is gone; nothing is stored.</exception>
    public async Task<ItemsFileResult> RunItemsAsync(DatasetId dataset, Stream content, CancellationToken cancellationToken)
    {
        await datasets.GetAsync(dataset, cancellationToken);
        var file = await ItemsFile.ReadAsync(content, Limits, cancellationToken);
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
        var file = await LikesFile.ReadAsync(content, Limits, progress: null, cancellationToken);
        return await datasets.AddAsync(SampleLikes.Name, DatasetNames.DefaultItemWord, file, isSample: true, cancellationToken);
    }

    private LikesFileLimits Limits => new(options.Value.MaxBytes, options.Value.MaxRows);
}
