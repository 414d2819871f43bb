using Explorer.Lab.Datasets;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Data;

/// <summary>Lets the server fetch a likes file from an address, where the settings allow it.</summary>
public sealed partial class UrlBox : IAsyncDisposable
{
    /// <summary>Rows pass faster than anyone can read.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(200);

    private CancellationTokenSource? _fetch;
    private Task _fetching = Task.CompletedTask;
    private LikesFileProgress? _progress;
    private string? _url = UrlImport.PostLikes;
    private string? _problem;

    /// <summary>The file is a dataset now.</summary>
    [Parameter]
    public EventCallback<Dataset> OnStored { get; set; }

    [Inject]
    public required UrlImport Import { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

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

    private Task ImportAsync()
    {
        _fetching = FetchAsync((_url ?? "").Trim());
        return _fetching;
    }

    private async Task FetchAsync(string url)
    {
        using var fetch = new CancellationTokenSource();
        (_fetch, _progress, _problem) = (fetch, null, null);
        Dataset? dataset = null;
        try
        {
            dataset = await Import.RunAsync(NameOf(url), url, LikesFileChoices.None, new Reports(this), fetch.Token);
        }
        catch (OperationCanceledException) when (fetch.IsCancellationRequested)
        {
            // The person changed their mind.
        }
        catch (ExplorerException refusal)
        {
            _problem = refusal.Message;
        }
        finally
        {
            _fetch = null;
        }

        if (dataset is not null)
        {
            await OnStored.InvokeAsync(dataset);
        }
    }

    private Task CancelAsync() => _fetch?.CancelAsync() ?? Task.CompletedTask;

    /// <summary>Comes from the reading thread.</summary>
    private sealed class Reports(UrlBox box) : IProgress<LikesFileProgress>
    {
        private long _last;

        public void Report(LikesFileProgress value)
        {
            if (_last == 0 || box.Time.GetElapsedTime(_last) > Calm)
            {
                _last = box.Time.GetTimestamp();
                _ = box.InvokeAsync(() =>
                {
                    box._progress = value;
                    box.StateHasChanged();
                });
            }
        }
    }
}
