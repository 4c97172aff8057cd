using System.Security.Cryptography;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Secrets;

/// <summary>Where the master key comes from: the environment, or a key file beside the database.</summary>
/// <param name="fromEnvironment">The value of <see cref="Variable"/>; null or empty when it is not set.</param>
/// <param name="keyFile">The key file's path. Made at the first start, readable by its owner alone.</param>
internal sealed class MasterKeySource(string? fromEnvironment, string keyFile, FillRandom random)
{
    public const string Variable = "POSTHORN_MASTER_KEY";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string KeyFile => keyFile;

    /// <param name="mayCreate">Whether a missing key file is made. Not where something is sealed already: a new key would not open it.</param>
    /// <exception cref="StartRefusedException">There is no key, or it is none, or others may read it.</exception>
    public MasterKey Load(bool mayCreate)
    {
        if (!string.IsNullOrEmpty(fromEnvironment))
        {
            return MasterKey.Parse(fromEnvironment, Variable);
        }

        try
        {
            if (!File.Exists(keyFile))
            {
                Create(mayCreate);
            }

            RequirePrivate();
            return MasterKey.Parse(File.ReadAllText(keyFile), $"The key file '{keyFile}'");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                "master_key_unreadable", $"The key file '{keyFile}' cannot be read or made by this user. Correct that, or set {Variable}.", exception);
        }
    }

    /// <summary>The path alone.</summary>
    public override string ToString() => keyFile;

    // Whole or not at all: under another name first, then forced to the disk, then renamed.
    private void Create(bool mayCreate)
    {
        if (!mayCreate)
        {
            throw new StartRefusedException(
                "master_key_missing",
                $"The database's secrets are sealed, and their key is not here. Set {Variable} to it, or put the key file back at '{keyFile}'.");
        }

        Span<byte> key = stackalloc byte[MasterKey.Bytes];
        random(key);
        var unfinished = keyFile + ".new";
        using (var file = new FileStream(unfinished, NewFile()))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
            file.Flush(flushToDisk: true);
        }

        CryptographicOperations.ZeroMemory(key);
        File.Move(unfinished, keyFile);
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return options;
    }

    private void RequirePrivate()
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(keyFile) & Others) != UnixFileMode.None)
        {
            throw new StartRefusedException(
                "master_key_exposed", $"The key file '{keyFile}' may be read or written by others. Run: chmod 600 '{keyFile}'");
        }
    }
}
