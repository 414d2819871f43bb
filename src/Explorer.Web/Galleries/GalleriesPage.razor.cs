using Explorer.Lab;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Galleries;

/// <summary>All factorizations, live.</summary>
public sealed partial class GalleriesPage : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private readonly Watch _watch;
    private IReadOnlyList<Refit>? _refits;
    private string? _problem;

    /// <summary>Made by the framework.</summary>
    public GalleriesPage() => _watch = new Watch(DispatchExceptionAsync);

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

    [Inject]
    public required RefitControl Control { get; init; }

    [Inject]
    public required Bell Bell { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _watch.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _watch.Start(WatchAsync);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in Bell.ListenAsync(Topics.Lists, Rest, cancellationToken))
        {
            _refits = await Factorizations.ListAsync(cancellationToken);
            StateHasChanged();
        }
    }

    private void Open(TableRowClickEventArgs<Refit> args)
    {
        if (args.Item is { } refit)
        {
            Navigation.NavigateTo($"/gallery/{refit.Id}");
        }
    }

    private async Task CancelAsync(Refit refit) => await ActAsync(
        () => Control.CancelAsync(refit.Id, _watch.Token), $"Training of gallery {refit.Id} was cancelled.");

    private async Task DeleteAsync(Refit refit)
    {
        var text = $"The factors of {refit.DatasetName} ({refit.Hyperparameters}) are deleted. The sweep stays.";
        if (await Dialogs.ShowMessageBoxAsync("Delete this gallery?", text, yesText: "Delete gallery", cancelText: "Keep it") == true)
        {
            await ActAsync(() => Control.DeleteAsync(refit.Id, _watch.Token), $"Gallery {refit.Id} was deleted.");
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
