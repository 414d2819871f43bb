using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Data;

/// <summary>One dataset: what the import found, what may be chosen about it, and what thresholds leave.</summary>
public sealed partial class DatasetRoom
{
    private const int DefaultThreshold = 5;

    private Dataset? _dataset;
    private IReadOnlyList<RejectedRow> _rejected = [];
    private KCore? _core;
    private string? _twinName;
    private string? _problem;

    /// <summary>The dataset's id.</summary>
    [Parameter, EditorRequired]
    public required long Id { get; set; }

    [SupplyParameterFromQuery(Name = "minLikesPerUser")]
    public string? MinLikesPerUserText { get; set; }

    private int? MinLikesPerUser => QueryText.Int(MinLikesPerUserText);

    [SupplyParameterFromQuery(Name = "minLikesPerItem")]
    public string? MinLikesPerItemText { get; set; }

    private int? MinLikesPerItem => QueryText.Int(MinLikesPerItemText);

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private int UserThreshold => Math.Max(0, MinLikesPerUser ?? DefaultThreshold);

    private int ItemThreshold => Math.Max(0, MinLikesPerItem ?? DefaultThreshold);

    private string SweepAddress =>
        $"/sweeps/new?dataset={Id}&minLikesPerUser={UserThreshold}&minLikesPerItem={ItemThreshold}";

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var dataset = await Datasets.GetAsync(new DatasetId(Id), cancellationToken);
        if (dataset.Rejected > 0 && _rejected.Count == 0)
        {
            _rejected = await Datasets.RejectedRowsAsync(dataset.Id, cancellationToken);
        }

        _twinName = dataset.SameAs is { } twin ? (await Datasets.GetAsync(twin, cancellationToken)).Name : null;
        _dataset = dataset;
    }

    // The thresholds belong into the address, so that a link restores them.
    private void Remember(Thresholded thresholded)
    {
        _core = thresholded.Core;
        if ((thresholded.MinLikesPerUser, thresholded.MinLikesPerItem) != (UserThreshold, ItemThreshold))
        {
            Navigation.NavigateTo(
                $"/data/{Id}?minLikesPerUser={thresholded.MinLikesPerUser}&minLikesPerItem={thresholded.MinLikesPerItem}", replace: true);
        }
    }

    private async Task DeleteAsync()
    {
        _problem = null;
        try
        {
            if (_dataset is { } dataset && await ConfirmDialog.AskAsync(Dialogs, "Delete this dataset?", await WhatGoesAsync(dataset), "Delete"))
            {
                await Datasets.DeleteAsync(dataset.Id, Disposed);
                Navigation.NavigateTo("/data");
            }
        }
        catch (ExplorerException refusal)
        {
            _problem = refusal.Message;
        }
    }

    private async Task<string> WhatGoesAsync(Dataset dataset)
    {
        var dependents = await Datasets.DependentsAsync(dataset.Id, Disposed);
        string[] company =
        [
            .. CountAny(dependents.Sweeps, "sweep"),
            .. CountAny(dependents.Factorizations, "factorization"),
            .. dependents.ItemDetails == 0 ? [] : new[] { $"what is known about {Formatting.Count(dependents.ItemDetails, "item")}" },
        ];
        var together = company.Length == 0 ? "No sweep uses it." : $"With it go {Join(company)}.";
        return $"“{dataset.Name}” with {Formatting.Count(dataset.Likes, "like")} will be gone. {together} " +
            $"{Formatting.Bytes(dependents.StorageBytes)} become free. This cannot be undone.";
    }

    private static string[] CountAny(int count, string noun) => count == 0 ? [] : [Formatting.Count(count, noun)];

    private static string Join(string[] parts) => parts.Length < 2 ? string.Concat(parts) : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
}
