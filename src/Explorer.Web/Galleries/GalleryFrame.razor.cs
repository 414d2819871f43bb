using Explorer.Lab;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Web.Layout;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Galleries;

/// <summary>Opens a factorization for the page inside.</summary>
public sealed partial class GalleryFrame
{
    private Refit? _refit;
    private OpenGallery? _open;

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required GalleryCache Galleries { get; init; }

    [Inject]
    public required RefitControl Control { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    /// <summary>The factorization.</summary>
    [Parameter, EditorRequired]
    public required FactorizationId Id { get; set; }

    /// <summary>The name of the part that is shown; null for the items.</summary>
    [Parameter]
    public string? Part { get; set; }

    /// <summary>Whether the page needs the likes as well.</summary>
    [Parameter]
    public bool NeedsUsers { get; set; }

    /// <summary>The page.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<OpenGallery> ChildContent { get; set; }

    /// <inheritdoc/>
    protected override string Topic => Topics.Factorization(Id);

    /// <inheritdoc/>
    protected override TimeSpan Rest => TimeSpan.FromMilliseconds(300);

    private List<Crumb> Crumbs =>
        [new Crumb("Gallery", "/gallery"), new Crumb(_refit?.DatasetName ?? "…", Part is null ? null : $"/gallery/{Id}"), .. Part is null ? (Crumb[])[] : [new Crumb(Part)]];

    private (string Word, string Address)[] Parts =>
    [
        ("Items", $"/gallery/{Id}"),
        ("Users", $"/gallery/{Id}/users"),
        ("Basket", $"/gallery/{Id}/basket"),
        ("Map", $"/gallery/{Id}/map"),
        ("Side by side", $"/gallery/compare?in={Id}"),
        ("Diagnostics", $"/gallery/{Id}/diagnostics"),
    ];

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        _refit = await Factorizations.GetAsync(Id, cancellationToken);
        if (_refit.State == WorkState.Completed && _open is null)
        {
            StateHasChanged();
            var dataset = await Datasets.GetAsync(_refit.DatasetId, cancellationToken);
            var users = NeedsUsers ? await Galleries.OpenUsersAsync(Id, cancellationToken) : null;
            _open = new OpenGallery(dataset, users?.Gallery ?? await Galleries.OpenAsync(Id, cancellationToken), users);
        }
    }

    private async Task CancelAsync()
    {
        try
        {
            await Control.CancelAsync(Id, Disposed);
            Snackbar.Add("Cancelled. Nothing of this training was kept; the sweep is as it was.", Severity.Success);
        }
        catch (ExplorerException exception)
        {
            Snackbar.Add(exception.Message, Severity.Error);
        }
    }
}
