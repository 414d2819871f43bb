using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Thumbnails;
using Explorer.Recommender;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Data;

/// <summary>What a person may choose about a dataset.</summary>
public sealed partial class DatasetSettings
{
    private static readonly string[] Words = ["model", "book", "song", "film", "game", "artist"];

    private Dataset? _saved;
    private string _name = "";
    private string _itemWord = "";
    private ThumbnailSourceKind _source;
    private string? _remarks = "";
    private string? _problem;

    [Parameter, EditorRequired]
    public required Dataset Dataset { get; set; }

    /// <summary>Reports the dataset as it is now stored.</summary>
    [Parameter]
    public EventCallback<Dataset> OnSaved { get; set; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required FolderThumbnails Folder { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    private bool IsChanged => (_name.Trim(), _itemWord.Trim(), _source, _remarks ?? "") != Chosen(Dataset);

    // A change from elsewhere is taken over; a ring for something else leaves alone what is being typed.
    protected override void OnParametersSet()
    {
        if (_saved is null || Chosen(_saved) != Chosen(Dataset))
        {
            (_name, _itemWord, _source, _remarks) = Chosen(Dataset);
            _saved = Dataset;
        }
    }

    private static (string Name, string ItemWord, ThumbnailSourceKind Source, string Remarks) Chosen(Dataset dataset) =>
        (dataset.Name, dataset.ItemWord, dataset.ThumbnailSource, dataset.Remarks);

    private static string Explain(ThumbnailSourceKind source) => source switch
    {
        ThumbnailSourceKind.Drawn => "Made from the item's id and name; works without network.",
        ThumbnailSourceKind.ItemsFile => "Asks the hosts named in the thumbnail_url column of an items file; drawn where there is none.",
        ThumbnailSourceKind.Sketchfab => "Asks an outside host, Sketchfab, for each shown item by its model id, and keeps the pictures.",
        ThumbnailSourceKind.Folder => "Files named by item id in the folder that the server's settings name; drawn where there is none.",
        _ => "",
    };

    private async Task SaveAsync()
    {
        try
        {
            var saved = await Datasets.UpdateAsync(Dataset.Id, _name, _itemWord, _source, CancellationToken.None);
            if (saved.Remarks != (_remarks ?? ""))
            {
                saved = await Datasets.SetRemarksAsync(Dataset.Id, _remarks ?? "", CancellationToken.None);
            }

            _problem = null;
            Snackbar.Add("Settings saved", Severity.Success);
            await OnSaved.InvokeAsync(saved);
        }
        catch (ExplorerException refusal)
        {
            _problem = refusal.Message;
        }
    }
}
