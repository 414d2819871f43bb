using System.Data.Common;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.TestKit;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Explorer.Web.Tests.Api;

/// <summary>The application in memory, on a folder of its own.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly WebApplicationFactory<Program> _factory;

    public ApiHost(params (string Key, string Value)[] settings)
        : this(isOnKestrel: false, settings)
    {
    }

    private ApiHost(bool isOnKestrel, (string Key, string Value)[] settings, ITrialEngine? engine = null)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Storage:Folder", _folder.Path);
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }

            if (engine is not null)
            {
                host.ConfigureTestServices(services => services.AddSingleton(engine));
            }
        });
        if (isOnKestrel)
        {
            _factory.UseKestrel(0);
        }

        Client = _factory.CreateClient();
    }

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The application behind a real connection on a free port.</summary>
    public static ApiHost OnKestrel() => new(isOnKestrel: true, []);

    /// <summary>The application with another engine than its own.</summary>
    public static ApiHost With(ITrialEngine engine) => new(isOnKestrel: false, [], engine);

    /// <summary>A service of the running application.</summary>
    public T Get<T>()
        where T : notnull => _factory.Services.GetRequiredService<T>();

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).Clone();

    public async Task<JsonElement> GetAsync(string address)
    {
        using var answer = await Client.GetAsync(new Uri(address, UriKind.Relative), Token);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Token)}");
        return await ReadAsync(answer);
    }

    public Task<HttpResponseMessage> PostAsync(string address, object? body = null) =>
        Client.PostAsync(new Uri(address, UriKind.Relative), body is null ? null : JsonContent.Create(body), Token);

    public async Task<HttpResponseMessage> UploadAsync(byte[] file, string address = "/api/datasets?name=Test")
    {
        using var content = new ByteArrayContent(file);
        return await Client.PostAsync(new Uri(address, UriKind.Relative), content, Token);
    }

    /// <summary>Imports a text and gives the new id.</summary>
    public async Task<long> ImportAsync(string text)
    {
        using var answer = await UploadAsync(Encoding.UTF8.GetBytes(text));
        return (await ReadAsync(answer)).GetProperty("id").GetInt64();
    }

    /// <summary>From now on the database cannot grow.</summary>
    public async Task FillDiskAsync()
    {
        // The bound belongs to a connection, so all that will be used are given it, and go back to the pool together.
        var connections = new List<DbConnection>();
        for (var count = 0; count < 8; count++)
        {
            connections.Add(await _factory.Services.GetRequiredService<Database>().OpenAsync(Token));
        }

        foreach (var connection in connections)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma max_page_count = 1";
            await command.ExecuteScalarAsync(Token);
        }

        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    public async Task<JsonElement> WaitForStateAsync(string address, string state) =>
        await Eventually.BecomesAsync(() => GetAsync(address), answer => answer.GetProperty("state").GetString() == state, Token);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        _folder.Dispose();
    }
}
