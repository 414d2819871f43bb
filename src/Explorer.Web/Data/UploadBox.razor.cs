using Explorer.Lab;
using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;
using Explorer.Web.Api;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace Explorer.Web.Data;

/// <summary>
/// Takes a file by drag and drop or picker, shows how it would be read, and posts it to an address of the API, with a moving percentage
/// and a way to stop.
/// </summary>
public sealed partial class UploadBox : IAsyncDisposable
{
    private const int LongestName = 200;

    private ElementReference _box;
    private ChosenFile? _file;
    private Phase _phase;
    private string _fileName = "";
    private long _sent;
    private long _total;
    private string? _problem;
    private FileBeginning? _beginning;
    private Guid _import;

    private enum Phase
    {
        Idle,
        Looking,
        Choosing,
        Sending,
        Reading,
    }

    /// <summary>Makes the address to post to from the name of the file without its endings.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Address { get; set; }

    /// <summary>What to drop here.</summary>
    [Parameter, EditorRequired]
    public required string Lead { get; set; }

    /// <summary>The words on the button.</summary>
    [Parameter]
    public string Verb { get; set; } = "Choose a file";

    /// <summary>Whether this is what the page is for.</summary>
    [Parameter]
    public bool IsPrimary { get; set; }

    /// <summary>What kind of table is wanted here: shows how its beginning would be read, before it is sent. Null for what is no table: sent as it is.</summary>
    [Parameter]
    public TableLook? Look { get; set; }

    /// <summary>The formats, in a line.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The server has stored the file.</summary>
    [Parameter]
    public EventCallback<UploadAnswer> OnStored { get; set; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required IOptions<ImportOptions> Options { get; init; }

    private double Percent => _total == 0 ? 0 : Math.Floor(100.0 * _sent / _total);

    private string Announcement => _phase switch
    {
        Phase.Looking => $"Looking into {_fileName}",
        Phase.Choosing => $"{_fileName} can be imported after a look at how it is read",
        Phase.Sending => $"Uploading {_fileName}",
        Phase.Reading => "Reading the file",
        _ => "",
    };

    /// <summary>Called by js/upload.js with a chosen file.</summary>
    [JSInvokable]
    public async Task OnChosen(string fileName, long size)
    {
        (_fileName, _total, _sent, _beginning) = (fileName, size, 0, null);
        _problem = Refuse(size);
        _phase = _problem is null ? Phase.Looking : Phase.Idle;
        StateHasChanged();
        if (_phase is Phase.Looking)
        {
            await (Look is null ? ImportAsync(LikesFileChoices.None) : LookAsync());
        }
    }

    /// <summary>Called as bytes leave.</summary>
    [JSInvokable]
    public void OnProgress(long sent, long total)
    {
        if (_phase is Phase.Sending)
        {
            (_sent, _total) = (sent, total);
            StateHasChanged();
        }
    }

    /// <summary>Called when the last byte has left.</summary>
    [JSInvokable]
    public void OnSent()
    {
        if (_phase is Phase.Sending)
        {
            _phase = Phase.Reading;
            StateHasChanged();
        }
    }

    /// <summary>Called with the server's answer; status 0 means there was none.</summary>
    [JSInvokable]
    public async Task OnEnded(int status, bool cancelled, UploadAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var isStored = status is >= 200 and < 300;
        _beginning = isStored ? null : _beginning;
        _phase = _beginning is null ? Phase.Idle : Phase.Choosing;
        _problem = isStored || cancelled ? null : ProblemOf(status, answer);
        StateHasChanged();
        if (isStored)
        {
            await OnStored.InvokeAsync(answer);
        }
    }

    /// <summary>Lets go of the browser's side; an upload under way goes on.</summary>
    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The name of a dataset from the name of its file: <c>likes.psv.gz</c> is “likes”.</summary>
    internal static string NameOf(string fileName)
    {
        var name = fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? fileName[..^3] : fileName;
        name = Path.GetFileNameWithoutExtension(name).Trim();
        return name.Length switch
        {
            0 => "Likes",
            > LongestName => name[..LongestName],
            _ => name,
        };
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _file = await ChosenFile.ConnectAsync(Js, _box, this);

            // A quick hand may have chosen while this was being connected, or before.
            await (_phase is Phase.Looking ? _file.AgainAsync() : _file.BeginAsync());
        }
    }

    private async Task LookAsync()
    {
        if (_file is not { } file)
        {
            return;
        }

        try
        {
            _beginning = await file.BeginningAsync(_total);
            _phase = Phase.Choosing;
        }
        catch (Exception exception) when (exception is JSException or IOException or TimeoutException or OperationCanceledException)
        {
            _phase = Phase.Idle;
            _problem = $"The beginning of {_fileName} did not arrive. Check that the file is still there and the server can be reached, then try again.";
        }

        StateHasChanged();
    }

    private async Task ImportAsync(LikesFileChoices choices)
    {
        if (_file is not null)
        {
            (_phase, _sent, _problem, _import) = (Phase.Sending, 0, null, Guid.NewGuid());
            var query = new Dictionary<string, string?>(FormatQuery.WordsOf(choices)!) { ["importId"] = _import.ToString() };
            await _file.SendAsync(QueryHelpers.AddQueryString(Address(NameOf(_fileName)), query));
        }
    }

    private void Discard() => (_phase, _beginning, _problem) = (Phase.Idle, null, null);

    private string? Refuse(long size) => size > Options.Value.MaxUploadBytes
        ? $"{_fileName} has {Formatting.Bytes(size)}; at most {Formatting.Bytes(Options.Value.MaxUploadBytes)} are allowed. " +
            "Compress it with gzip, or raise the setting Import:MaxUploadBytes."
        : null;

    private string ProblemOf(int status, UploadAnswer answer) => answer.Detail is { Length: > 0 } detail
        ? detail
        : status == 0
            ? $"The connection to the server broke while {_fileName} was on its way. Nothing was stored. Check that the server runs, then try again."
            : $"The server refused {_fileName} with status {status} and gave no reason. Nothing was stored. Try again, or look into the server's log.";

    private Task CancelAsync() => _file?.CancelAsync().AsTask() ?? Task.CompletedTask;

    private Task AgainAsync() => _file?.AgainAsync().AsTask() ?? Task.CompletedTask;
}
