using Explorer.Lab.Datasets;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Data;

/// <summary>Lets the server fetch a likes file from an address, where the settings allow it: first its beginning to look at, then all of it.</summary>
public sealed partial class UrlBox : IAsyncDisposable
{
    private CancellationTokenSource? _fetch;
    private Task _fetching = Task.CompletedTask;
    private FileBeginning? _beginning;
    private Guid? _import;
    private string _url = UrlImport.PostLikes;
    private string? _problem;

    /// <summary>The file is a dataset now.</summary>
    [Parameter]
    public EventCallback<Dataset> OnStored { get; set; }

    [Inject]
    public required UrlImport Import { get; init; }

    [Inject]
    public required RunningImports Imports { get; init; }

    private bool IsBusy => _fetch is not null;

    private bool IsPreset => _url == UrlImport.PostLikes;

    /// <summary>Ends a fetch under way; nothing is stored then.</summary>
    public async ValueTask DisposeAsync()
    {
        await CancelAsync();
        await _fetching;
    }

    /// <summary>The name of the file in an address, without endings.</summary>
    internal static string NameOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? UploadBox.NameOf(Uri.UnescapeDataString(address.Segments[^1].Trim('/'))) : "Likes";

    private Task LookAsync()
    {
        _url = _url.Trim();
        return FetchAsync(async token => _beginning = await Import.BeginningAsync(_url, token));
    }

    private async Task ImportAsync(LikesFileChoices choices)
    {
        Dataset? dataset = null;
        await FetchAsync(async token =>
        {
            _import = Guid.NewGuid();
            using var progress = Imports.Begin(_import.Value);
            dataset = await Import.RunAsync(NameOf(_url), _url, choices, progress, token);
        });
        if (dataset is not null)
        {
            await OnStored.InvokeAsync(dataset);
        }
    }

    private Task FetchAsync(Func<CancellationToken, Task> fetch)
    {
        _fetching = RunAsync(fetch);
        return _fetching;
    }

    private async Task RunAsync(Func<CancellationToken, Task> fetch)
    {
        using var cancellation = new CancellationTokenSource();
        (_fetch, _problem) = (cancellation, null);
        try
        {
            await fetch(cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The person changed their mind.
        }
        catch (ExplorerException refusal)
        {
            _problem = refusal.Message;
        }
        finally
        {
            (_fetch, _import) = (null, null);
        }
    }

    private Task CancelAsync() => _fetch?.CancelAsync() ?? Task.CompletedTask;
}
