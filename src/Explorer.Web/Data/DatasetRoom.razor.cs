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
    private string? _problem;

    /// <summary>The dataset's id.</summary>
    [Parameter, EditorRequired]
    public required long Id { get; set; }

    [SupplyParameterFromQuery]
    public int? MinLikesPerUser { get; set; }

    [SupplyParameterFromQuery]
    public int? MinLikesPerItem { get; set; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required SweepStore Sweeps { get; init; }

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

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
        var sweeps = (await Sweeps.ListAsync(Disposed)).Count(sweep => sweep.Spec.DatasetId == dataset.Id);
        var factorizations = (await Factorizations.ListAsync(Disposed)).Count(refit => refit.DatasetId == dataset.Id);
        var company = (sweeps, factorizations) switch
        {
            (0, 0) => "No sweep uses it.",
            (_, 0) => $"{Formatting.Count(sweeps, "sweep")} on it will be deleted as well.",
            _ => $"{Formatting.Count(sweeps, "sweep")} on it and {Formatting.Count(factorizations, "factorization")} made from it will be deleted as well.",
        };
        return $"“{dataset.Name}” with {Formatting.Count(dataset.Likes, "like")} will be gone. {company} This cannot be undone.";
    }
}
