using Explorer.Lab;
using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace Explorer.Web.Data;

/// <summary>All datasets, and how one gets another.</summary>
public sealed partial class DataPage
{
    private static readonly Dictionary<string, object?> Named = new() { ["aria-label"] = "Datasets" };

    private static readonly (string Label, Func<Dataset, string> Text, Func<Dataset, object> SortBy)[] Columns =
    [
        ("Rows", dataset => Formatting.Whole(dataset.Rows), dataset => dataset.Rows),
        ("Likes", dataset => Formatting.Whole(dataset.Likes), dataset => dataset.Likes),
        ("Users", dataset => Formatting.Whole(dataset.Users), dataset => dataset.Users),
        ("Items", dataset => Formatting.Whole(dataset.Items), dataset => dataset.Items),
        ("Sparsity", dataset => Formatting.Percent(dataset.Sparsity), dataset => dataset.Sparsity),
        ("Size", dataset => Formatting.Bytes(dataset.StorageBytes), dataset => dataset.StorageBytes),
    ];

    private IReadOnlyList<Dataset> _datasets = [];
    private string _wanted = "";
    private bool _isLoadingSample;
    private string? _problem;

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required DatasetImport Import { get; init; }

    [Inject]
    public required UrlImport Urls { get; init; }

    [Inject]
    public required IOptions<ImportOptions> Limits { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken) =>
        _datasets = await Datasets.ListAsync(cancellationToken);

    private bool IsWanted(Dataset dataset) =>
        dataset.Name.Contains(_wanted ?? "", StringComparison.OrdinalIgnoreCase) || dataset.Remarks.Contains(_wanted ?? "", StringComparison.OrdinalIgnoreCase);

    private void Open(UploadAnswer answer) => Navigation.NavigateTo($"/data/{answer.Id}");

    private async Task LoadSampleAsync()
    {
        _isLoadingSample = true;
        _problem = null;
        try
        {
            var sample = await Import.LoadSampleAsync(Disposed);
            Navigation.NavigateTo($"/data/{sample.Id}");
        }
        catch (ExplorerException refusal)
        {
            _problem = refusal.Message;
        }
        finally
        {
            _isLoadingSample = false;
        }
    }
}
