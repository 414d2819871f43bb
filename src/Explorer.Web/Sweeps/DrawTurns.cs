using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Explorer.Web.Sweeps;

/// <summary>
/// One chart of a visitor's page is drawn at a time, each after the browser has shown a frame: a page with many charts shows first what it says in
/// words, and answers between two of them.
/// </summary>
public sealed class DrawTurns(IJSRuntime js) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Waits until a chart's place is in sight, or so near that scrolling may soon bring it there.</summary>
    public async Task NearAsync(ElementReference place, CancellationToken cancellationToken) => await js.InvokeVoidAsync("explorerNear", cancellationToken, place);

    /// <summary>Draws when it is this chart's turn.</summary>
    public async Task DrawAsync(Func<Task> draw, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draw);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await js.InvokeVoidAsync("explorerFrame", cancellationToken);
            await draw();
        }
        finally
        {
            _turn.Release();
        }
    }
}
