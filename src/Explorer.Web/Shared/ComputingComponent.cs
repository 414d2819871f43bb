using Explorer.Recommender;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Shared;

/// <summary>
/// Computes what it shows beside the page: one computation at a time, the one before it is cancelled and awaited, and so is the last one
/// on disposal.
/// </summary>
public abstract class ComputingComponent : ComponentBase, IAsyncDisposable
{
    private CancellationTokenSource _cancellation = new();
    private Task _computing = Task.CompletedTask;

    /// <summary>Whether something is on its way.</summary>
    protected bool IsComputing { get; private set; }

    /// <summary>Why the last computation was refused; null when it was not.</summary>
    protected string? Problem { get; private set; }

    /// <summary>Cancels, awaits, disposes.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _cancellation.CancelAsync();
        await _computing;
        _cancellation.Dispose();
    }

    /// <summary>Gives up what is being computed and computes anew. It renders afterwards, unless that is given up too.</summary>
    protected Task ComputeAsync(Func<CancellationToken, Task> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        _cancellation.Cancel();
        _cancellation.Dispose();
        _cancellation = new CancellationTokenSource();
        IsComputing = true;
        _computing = RunAsync(_computing, compute, _cancellation.Token);
        return _computing;
    }

    private async Task RunAsync(Task previous, Func<CancellationToken, Task> compute, CancellationToken cancellationToken)
    {
        await previous;
        try
        {
            await compute(cancellationToken);
            Problem = null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Something else is wanted by now, or the page was left.
            return;
        }
        catch (ExplorerException refusal)
        {
            Problem = refusal.Message;
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            IsComputing = false;
            StateHasChanged();
        }
    }
}
