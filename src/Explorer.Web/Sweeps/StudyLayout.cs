using Plotly.Blazor.LayoutLib;
using ChartLayout = Plotly.Blazor.Layout;
using XTypes = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum;
using YTypes = Plotly.Blazor.LayoutLib.YAxisLib.TypeEnum;

namespace Explorer.Web.Sweeps;

/// <summary>Layouts of the charts that explain a sweep, from the one of <see cref="ChartTheme"/>.</summary>
internal static class StudyLayout
{
    /// <summary>Without a legend, both axes as they come.</summary>
    /// <param name="revision">What the person has zoomed stays while this stays the same.</param>
    public static ChartLayout Of(ChartTheme theme, string xTitle, string yTitle, string revision)
    {
        var layout = theme.Layout(yTitle, isLogarithmic: false, lastEpoch: 1);
        layout.UiRevision = revision;
        layout.ShowLegend = false;
        layout.Margin.B = 48;
        layout.XAxis[0].Range = null;
        layout.XAxis[0].Title.Text = xTitle;
        layout.YAxis[0].UiRevision = revision;
        return layout;
    }

    /// <summary>Numbers along the axis as words at equal distances: what spreads over powers of ten, and zero, find their place.</summary>
    public static ChartLayout WithCategories(this ChartLayout layout, IReadOnlyList<string>? x = null, IReadOnlyList<string>? y = null)
    {
        if (x is not null)
        {
            layout.XAxis[0].Type = XTypes.Category;
            layout.XAxis[0].CategoryOrder = Plotly.Blazor.LayoutLib.XAxisLib.CategoryOrderEnum.Array;
            layout.XAxis[0].CategoryArray = [.. x];
            layout.XAxis[0].Range = [-0.5, x.Count - 0.5];
        }

        if (y is not null)
        {
            layout.YAxis[0].Type = YTypes.Category;
            layout.YAxis[0].CategoryOrder = Plotly.Blazor.LayoutLib.YAxisLib.CategoryOrderEnum.Array;
            layout.YAxis[0].CategoryArray = [.. y];
            layout.YAxis[0].Range = [-0.5, y.Count - 0.5];
        }

        return layout;
    }

    /// <summary>A frame around the cell of two categories.</summary>
    public static Shape Frame(ChartTheme theme, int x, int y) => new()
    {
        Type = Plotly.Blazor.LayoutLib.ShapeLib.TypeEnum.Rect,
        X0 = x - 0.5,
        X1 = x + 0.5,
        Y0 = y - 0.5,
        Y1 = y + 0.5,
        Line = new Plotly.Blazor.LayoutLib.ShapeLib.Line { Color = theme.Ink, Width = 3 },
    };
}
