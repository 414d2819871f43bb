using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Galleries;

/// <summary>All factorizations, live.</summary>
public sealed partial class GalleriesPage
{
    private static readonly Dictionary<string, object?> Named = new() { ["aria-label"] = "Galleries" };

    private IReadOnlyList<Refit>? _refits;
    private string? _problem;
    private long _previewBytes;

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

    [Inject]
    public required RefitControl Control { get; init; }

    [Inject]
    public required PreviewRoom Previews { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <inheritdoc/>
    protected override TimeSpan Rest => TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        _refits = await Factorizations.ListAsync(cancellationToken);
        _previewBytes = await Previews.TakenAsync(cancellationToken);
    }

    private void Open(TableRowClickEventArgs<Refit> args)
    {
        if (args.Item is { } refit)
        {
            Navigation.NavigateTo($"/gallery/{refit.Id}");
        }
    }

    private async Task CancelAsync(Refit refit) => await ActAsync(
        () => Control.CancelAsync(refit.Id, Disposed), $"Training of gallery {refit.Id} was cancelled.");

    private async Task DeleteAsync(Refit refit)
    {
        var text = $"The factors of {refit.DatasetName} ({refit.Hyperparameters}) are deleted. The sweep stays.";
        if (await ConfirmDialog.AskAsync(Dialogs, "Delete this gallery?", text, "Delete gallery"))
        {
            await ActAsync(() => Control.DeleteAsync(refit.Id, Disposed), $"Gallery {refit.Id} was deleted.");
        }
    }

    private async Task ActAsync(Func<Task> act, string done)
    {
        try
        {
            await act();
            _problem = null;
            Snackbar.Add(done, Severity.Success);
        }
        catch (ExplorerException exception)
        {
            _problem = exception.Message;
        }
    }
}
