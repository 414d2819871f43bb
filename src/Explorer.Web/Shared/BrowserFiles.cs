using Microsoft.JSInterop;

namespace Explorer.Web.Shared;

/// <summary>Hands files that a page has made to the visitor's browser, texts to its clipboard, and charts their first view (js/files.js).</summary>
public sealed class BrowserFiles(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    /// <summary>Saves a text as a file.</summary>
    /// <param name="name">With its ending.</param>
    /// <param name="type">For example <c>text/csv</c>.</param>
    public async Task SaveTextAsync(string name, string type, string text, CancellationToken cancellationToken) =>
        await (await ModuleAsync(cancellationToken)).InvokeVoidAsync("saveText", cancellationToken, name, type, text);

    /// <summary>Saves a Plotly chart of the page as a picture, 1280 by 720.</summary>
    /// <param name="name">Without its ending.</param>
    /// <param name="title">Stands above the picture.</param>
    /// <param name="id">Of the chart's element.</param>
    /// <param name="format"><c>png</c> or <c>svg</c>.</param>
    public async Task SaveChartAsync(string name, string title, string id, string format, CancellationToken cancellationToken) =>
        await (await ModuleAsync(cancellationToken)).InvokeVoidAsync("saveChart", cancellationToken, name, title, id, format, 1280, 720);

    /// <summary>Shows a Plotly chart as it was before the person zoomed.</summary>
    /// <param name="id">Of the chart's element.</param>
    /// <param name="ranges">Of each axis by its name; null where the axis finds its own.</param>
    public async Task ResetChartAsync(string id, IReadOnlyDictionary<string, IList<object>?> ranges, CancellationToken cancellationToken) =>
        await (await ModuleAsync(cancellationToken)).InvokeVoidAsync("resetChart", cancellationToken, id, ranges);

    /// <summary>Draws an SVG and saves it as a PNG of twice its size.</summary>
    /// <param name="name">With its ending.</param>
    /// <param name="svg">Must not refer to anything outside itself.</param>
    public async Task SaveBitmapAsync(string name, string svg, int width, int height, CancellationToken cancellationToken) =>
        await (await ModuleAsync(cancellationToken)).InvokeVoidAsync("saveBitmap", cancellationToken, name, svg, width, height);

    /// <summary>Puts a text on the clipboard.</summary>
    /// <returns>Whether the browser allowed it.</returns>
    public async Task<bool> CopyAsync(string text, CancellationToken cancellationToken) =>
        await (await ModuleAsync(cancellationToken)).InvokeAsync<bool>("copy", cancellationToken, text);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the module with it.
        }
    }

    private async Task<IJSObjectReference> ModuleAsync(CancellationToken cancellationToken) =>
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./js/files.js");
}
