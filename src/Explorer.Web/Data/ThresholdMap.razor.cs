using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Data;

/// <summary>What thresholds would leave, over a grid of them; computed in the background.</summary>
public sealed partial class ThresholdMap : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private Task _computing = Task.CompletedTask;
    private ThresholdLandscape? _landscape;
    private string? _problem;

    /// <summary>Whose likes.</summary>
    [Parameter, EditorRequired]
    public required Dataset Dataset { get; set; }

    /// <summary>The present threshold, marked.</summary>
    [Parameter, EditorRequired]
    public required int MinLikesPerUser { get; set; }

    /// <summary>The present threshold, marked.</summary>
    [Parameter, EditorRequired]
    public required int MinLikesPerItem { get; set; }

    /// <summary>The person has chosen a cell.</summary>
    [Parameter]
    public EventCallback<(int MinLikesPerUser, int MinLikesPerItem)> OnChosen { get; set; }

    [Inject]
    public required DatasetNumbers Numbers { get; init; }

    /// <summary>Stops computing.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync();
        await _computing;
        _disposal.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _computing = ComputeAsync();
            await _computing;
        }
    }

    private async Task ComputeAsync()
    {
        try
        {
            _landscape = await Numbers.LandscapeAsync(Dataset.Id, _disposal.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
            return;
        }
        catch (ExplorerException refusal)
        {
            _problem = refusal.Message;
        }

        StateHasChanged();
    }

    /// <summary>The cell that thresholds lie in: the last one with a minimum that is not above them.</summary>
    private static int PlaceOf(ThresholdLandscape landscape, int minimum) =>
        Math.Max(0, landscape.Minima.Count(tried => tried <= minimum) - 1);

    private static string TextOf(ThresholdLandscape landscape, int user, int item)
    {
        var thresholds = $"{landscape.Minima[user]} per user and {landscape.Minima[item]} per item leave";
        return landscape.Likes[user][item] == 0
            ? $"{thresholds} nothing"
            : $"{thresholds} {Formatting.Count(landscape.Likes[user][item], "like")} of {Formatting.Count(landscape.Users[user][item], "user")} " +
                $"and {Formatting.Count(landscape.Items[user][item], "item")}";
    }

    // The root spreads out the thin end, where the choice is made.
    private string StyleOf(ThresholdLandscape landscape, int user, int item)
    {
        var share = Dataset.Likes == 0 ? 0 : Math.Sqrt((double)landscape.Likes[user][item] / Dataset.Likes);
        return string.Create(CultureInfo.InvariantCulture, $"--share:{100 * share:F0}%");
    }
}
