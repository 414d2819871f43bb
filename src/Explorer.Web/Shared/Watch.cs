using Microsoft.JSInterop;

namespace Explorer.Web.Shared;

/// <summary>What a component that watches something owns: one token source and one task, ended together on disposal.</summary>
/// <param name="onFailure">Told of an exception that is no cancellation; a component hands it to its error boundary.</param>
internal sealed class Watch(Func<Exception, Task> onFailure) : IAsyncDisposable
{
    private readonly CancellationTokenSource _source = new();
    private Task _task = Task.CompletedTask;

    /// <summary>Trips when the component goes.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Starts the one task.</summary>
    public void Start(Func<CancellationToken, Task> run) => _task = RunAsync(run);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _source.CancelAsync();
        await _task;
        _source.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> run)
    {
        try
        {
            await run(_source.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The page was left or the browser has gone: there is nobody to show anything to.
        }
#pragma warning disable CA1031 // Nobody awaits this task before disposal, so whatever it throws is handed on here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await onFailure(exception);
        }
    }
}
