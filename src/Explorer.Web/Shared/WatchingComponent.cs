using Explorer.Lab;
using Explorer.Recommender;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Shared;

/// <summary>
/// Reads from the stores once after the first render and again after each ring of a <see cref="Bell"/> topic: one token source, one task,
/// and on disposal cancel, await, dispose.
/// </summary>
public abstract class WatchingComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private Task _watching = Task.CompletedTask;

    [Inject]
    public required Bell Bell { get; init; }

    /// <summary>What to listen to; see <see cref="Topics"/>. Read once, at the first render.</summary>
    protected virtual string Topic => Topics.Lists;

    /// <summary>The shortest time between two reads.</summary>
    protected virtual TimeSpan Rest => TimeSpan.FromSeconds(1);

    /// <summary>Cancelled when the component leaves the page.</summary>
    protected CancellationToken Disposed => _disposal.Token;

    /// <summary>Whether the first read has ended, well or not.</summary>
    protected bool HasRead { get; private set; }

    /// <summary>Why the last read was refused; null when it was not.</summary>
    protected string? Problem { get; private set; }

    /// <summary>Cancels, awaits, disposes.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _disposal.CancelAsync();
        await _watching;
        _disposal.Dispose();
    }

    /// <summary>Reads what the component shows. It renders afterwards.</summary>
    protected abstract Task ReadAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _watching = WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var _ in Bell.ListenAsync(Topic, Rest, Disposed))
            {
                Problem = await ReadOrRefuseAsync();
                HasRead = true;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The component left the page while it was reading.
        }
        catch (Exception exception)
        {
            // Nobody awaits this task before disposal, so the error boundary must be told.
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task<string?> ReadOrRefuseAsync()
    {
        try
        {
            await ReadAsync(Disposed);
            return null;
        }
        catch (ExplorerException refusal)
        {
            return refusal.Message;
        }
    }
}
