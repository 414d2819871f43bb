using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes.Tables;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Explorer.Web.Data;

/// <summary>The browser's side of an upload box, js/upload.js: it holds the file that was chosen, and sends it.</summary>
internal sealed class ChosenFile : IAsyncDisposable
{
    private readonly DotNetObjectReference<UploadBox> _owner;
    private readonly IJSObjectReference _module;
    private readonly IJSObjectReference _side;

    private ChosenFile(DotNetObjectReference<UploadBox> owner, IJSObjectReference module, IJSObjectReference side) =>
        (_owner, _module, _side) = (owner, module, side);

    /// <summary>Begins to listen for files.</summary>
    /// <param name="owner">Hears of everything that happens.</param>
    public static async Task<ChosenFile> ConnectAsync(IJSRuntime js, ElementReference box, UploadBox owner)
    {
        var self = DotNetObjectReference.Create(owner);
        var module = await js.InvokeAsync<IJSObjectReference>("import", "./js/upload.js");
        return new ChosenFile(self, module, await module.InvokeAsync<IJSObjectReference>("connect", box, self));
    }

    /// <summary>Takes a file that was chosen before anyone listened.</summary>
    public ValueTask BeginAsync() => _side.InvokeVoidAsync("begin");

    /// <summary>The file's first bytes. They come over the circuit: they are few, and looking at them again with other choices then costs no more traffic.</summary>
    /// <param name="fileBytes">How many bytes the file has.</param>
    public async Task<FileBeginning> BeginningAsync(long fileBytes)
    {
        if (fileBytes == 0)
        {
            return new FileBeginning(ReadOnlyMemory<byte>.Empty, 0);
        }

        await using var head = await _side.InvokeAsync<IJSStreamReference>("head", TablePreview.MaxBytes);
        await using var stream = await head.OpenReadStreamAsync(TablePreview.MaxBytes);
        return await FileBeginning.ReadAsync(stream, fileBytes, CancellationToken.None);
    }

    /// <summary>Posts the whole file.</summary>
    public ValueTask SendAsync(string address) => _side.InvokeVoidAsync("send", address);

    /// <summary>Stops sending.</summary>
    public ValueTask CancelAsync() => _side.InvokeVoidAsync("cancel");

    /// <summary>Chooses the same file once more.</summary>
    public ValueTask AgainAsync() => _side.InvokeVoidAsync("again");

    /// <summary>Lets go of the browser's side; an upload under way goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _side.DisposeAsync();
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its side with it.
        }

        _owner.Dispose();
    }
}
