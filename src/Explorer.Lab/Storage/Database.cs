using System.Data.Common;
using Dapper;
using Explorer.Recommender;
using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Storage;

/// <summary>The embedded database. Opening it brings the schema up to date.</summary>
public sealed class Database : IDisposable
{
    /// <summary>Scripts in the order they are applied; a database knows how many it has seen.</summary>
    private static readonly string[] Migrations =
    [
        "sqlite.sql",
        "0002-item-regularization.sql",
        "0003-measures.sql",
        "0004-datasets.sql",
        "0005-gallery.sql",
        "0006-rejected-rows.sql",
        "0007-steering.sql",
        "0008-rounds.sql",
        "0009-live-gallery.sql",
        "0010-replays.sql",
    ];

    /// <summary>SQLITE_CONSTRAINT_FOREIGNKEY.</summary>
    private const int ForeignKeyFailed = 787;

    private readonly string _connectionString;

    /// <summary>Opens or creates <c>explorer.db</c> in the folder.</summary>
    /// <exception cref="ExplorerException">The database is of a newer version than this program, or is damaged.</exception>
    public Database(StorageFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = folder.Path("explorer.db");
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ConnectionString;
        try
        {
            Migrate(path);
        }
        catch (SqliteException exception)
        {
            throw new ExplorerException(
                $"The database {path} cannot be opened: {exception.Message} Move the file away to start afresh, or restore it from a backup.",
                innerException: exception);
        }
    }

    /// <summary>Opens a pooled connection; dispose it after use.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new StoreConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Whether the store is to blame for an exception, rather than what was asked of it.</summary>
    internal static bool IsStoreFailure(Exception exception) =>
        exception is DbException or ExplorerException { Refusal: Refusal.NoRoom };

    /// <summary>Whether a row was refused because the one it belongs to is gone.</summary>
    internal static bool IsOwnerGone(SqliteException exception) => exception.SqliteExtendedErrorCode == ForeignKeyFailed;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Pooled connections keep the file open.
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private void Migrate(string path)
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("pragma journal_mode = wal");
        var version = connection.ExecuteScalar<int>("pragma user_version");
        if (version > Migrations.Length)
        {
            throw new ExplorerException(
                $"The database {path} was written by a newer Explorer (schema {version}, this one knows {Migrations.Length}). Use the newer program, or another folder with --Storage:Folder=… .");
        }

        for (var next = version; next < Migrations.Length; next++)
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(ReadScript(Migrations[next]), transaction: transaction);
            connection.Execute(FormattableString.Invariant($"pragma user_version = {next + 1}"), transaction: transaction);
            transaction.Commit();
        }
    }

    private static string ReadScript(string name)
    {
        using var stream = typeof(Database).Assembly.GetManifestResourceStream($"Explorer.Lab.Storage.Schema.{name}")
            ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
