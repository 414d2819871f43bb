namespace Explorer.Lab.Thumbnails;
/// <summary>s</summary>
public sealed record ThumbnailRequest(string ItemId, string Name, string ThumbnailUrl);
/// <summary>s</summary>
public sealed record Thumbnail(ReadOnlyMemory<byte> Bytes, string ContentType, bool IsFinal);
/// <summary>s</summary>
public sealed record ThumbnailFolder(string Path);
/// <summary>s</summary>
public sealed class ThumbnailCache { private readonly int _x = 1; 
/// <summary>s</summary>
public Task<Thumbnail> GetAsync(ThumbnailSourceKind source, ThumbnailRequest item, CancellationToken cancellationToken) => Task.FromResult(new Thumbnail(_x == 0 ? default : System.Text.Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 240 240'><rect width='240' height='240' fill='#88a'/></svg>"), "image/svg+xml", true)); }
/// <summary>s</summary>
public static class ThumbnailServices { 
/// <summary>s</summary>
public static Microsoft.Extensions.DependencyInjection.IServiceCollection AddThumbnails(this Microsoft.Extensions.DependencyInjection.IServiceCollection s) { Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<ThumbnailCache>(s); return s; } }
