namespace Explorer.TestKit;

/// <summary>The folder of the solution that the tests were built from.</summary>
public static class Checkout
{
    /// <summary>The path of something in it.</summary>
    public static string Path(params ReadOnlySpan<string> parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Explorer.sln")))
            {
                return System.IO.Path.Combine([folder.FullName, .. parts]);
            }
        }

        throw new InvalidOperationException("The tests do not lie in a checkout.");
    }
}
