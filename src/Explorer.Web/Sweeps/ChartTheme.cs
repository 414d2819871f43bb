using Plotly.Blazor;
using Plotly.Blazor.ConfigLib;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.LegendLib;
using ChartLayout = Plotly.Blazor.Layout;
using YTitle = Plotly.Blazor.LayoutLib.YAxisLib.Title;
using YType = Plotly.Blazor.LayoutLib.YAxisLib.TypeEnum;
using XTitle = Plotly.Blazor.LayoutLib.XAxisLib.Title;

namespace Explorer.Web.Sweeps;

/// <summary>How every chart looks: fonts, grid, margins, hover label and colours, light and dark, in this one place.</summary>
/// <param name="isDark">Whether the page is dark.</param>
public sealed class ChartTheme(bool isDark)
{
    private const string Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    /// <summary>Okabe and Ito's set for series without an order, told apart by colour-blind people too.</summary>
    private static readonly string[] Series = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442"];

    /// <summary>Viridis at equal steps; evenly spaced to the eye.</summary>
    private static readonly (int Red, int Green, int Blue)[] Viridis =
    [
        (68, 1, 84), (72, 36, 117), (65, 68, 135), (53, 95, 141), (42, 120, 142), (33, 145, 140),
        (34, 168, 132), (68, 191, 112), (122, 209, 81), (189, 223, 38), (253, 231, 37),
    ];

    // The ends of the ramp that would fall below a contrast of 3 : 1 against the page are cut.
    private readonly (double From, double To) _ramp = isDark ? (0.36, 1) : (0, 0.57);

    /// <summary>The colour of text and of raised lines.</summary>
    public string Ink => isDark ? "#f3f4f6" : "#111827";

    /// <summary>The colour of axes' text and of what is only context.</summary>
    public string Muted => isDark ? "#a8b0bd" : "#4b5563";

    /// <summary>The colour of grid lines.</summary>
    public string Grid => isDark ? "rgba(255,255,255,0.10)" : "rgba(17,24,39,0.09)";

    /// <summary>The colour of the card behind a chart.</summary>
    public string Surface => isDark ? "#20242d" : "#ffffff";

    /// <summary>The one colour of series that differ by how faint they are.</summary>
    public string OneSeries => Series[isDark ? 4 : 0];

    /// <summary>The colour of a series without an order.</summary>
    /// <param name="index">0 … 6.</param>
    public static string Unordered(int index) => Series[index];

    /// <summary>The colour of an ordered value, by its place among them.</summary>
    /// <param name="place">0 … count − 1, from the smallest value.</param>
    public string Ordered(int place, int count)
    {
        var share = count < 2 ? 0.5 : place / (double)(count - 1);
        var position = (_ramp.From + (share * (_ramp.To - _ramp.From))) * (Viridis.Length - 1);
        var below = Math.Min((int)position, Viridis.Length - 2);
        var (from, to, part) = (Viridis[below], Viridis[below + 1], position - below);
        return $"#{Mix(from.Red, to.Red, part):x2}{Mix(from.Green, to.Green, part):x2}{Mix(from.Blue, to.Blue, part):x2}";
    }

    /// <summary>The layout of a line chart over epochs.</summary>
    /// <param name="lastEpoch">Where the horizontal axis ends; fixed from the start, so that it does not move while points arrive.</param>
    public ChartLayout Layout(string yTitle, bool isLogarithmic, int lastEpoch) => new()
    {
        // The same revision for ever: what the person has zoomed or hidden stays when options or the theme change.
        UiRevision = "explorer",
        AutoSize = true,
        PaperBgColor = "rgba(0,0,0,0)",
        PlotBgColor = "rgba(0,0,0,0)",
        Colorway = [.. Series],
        Font = new Plotly.Blazor.LayoutLib.Font { Family = Fonts, Size = 12, Color = Muted },
        Margin = new Margin { L = 64, R = 16, T = 12, B = 44, Pad = 0 },
        HoverMode = HoverModeEnum.Closest,
        HoverLabel = new HoverLabel
        {
            BgColor = Surface,
            BorderColor = Muted,
            Align = Plotly.Blazor.LayoutLib.HoverLabelLib.AlignEnum.Left,
            Font = new Plotly.Blazor.LayoutLib.HoverLabelLib.Font { Family = Fonts, Size = 12, Color = Ink },
        },
        ShowLegend = true,
        Legend = [new Legend
        {
            Orientation = OrientationEnum.H,
            X = 0,
            Y = 0,
            YRef = YRefEnum.Container,
            YAnchor = YAnchorEnum.Bottom,
            Font = new Plotly.Blazor.LayoutLib.LegendLib.Font { Size = 12, Color = Muted },
        }],
        XAxis = [new XAxis
        {
            Title = new XTitle { Text = "Epoch", Standoff = 8 },
            Range = [0, lastEpoch * 1.03],
            GridColor = Grid,
            ZeroLine = false,
            LineColor = Grid,
            AutoMargin = Plotly.Blazor.LayoutLib.XAxisLib.AutoMarginFlag.True,
        }],
        YAxis = [new YAxis
        {
            Title = new YTitle { Text = yTitle, Standoff = 8 },
            Type = isLogarithmic ? YType.Log : YType.Linear,
            UiRevision = $"{yTitle} {(isLogarithmic ? "log" : "linear")}",
            GridColor = Grid,
            ZeroLine = false,
            LineColor = Grid,
            AutoMargin = Plotly.Blazor.LayoutLib.YAxisLib.AutoMarginFlag.True,
        }],
    };

    /// <summary>What a person can do to a chart with the pointer; files and reset are in <see cref="ChartModeBar"/>, and nothing leaves this server.</summary>
    public static Config Config() => new()
    {
        Responsive = true,
        DisplayLogo = false,
        DisplayModeBar = DisplayModeBarEnum.False,
        ShowSendToCloud = false,
        ShowEditInChartStudio = false,
        ShowLink = false,
        PlotlyServerUrl = "",
    };

    private static int Mix(int from, int to, double part) => (int)Math.Round(from + (part * (to - from)));
}
