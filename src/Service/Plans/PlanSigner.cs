using System.Security.Cryptography;
using System.Text;
using Sutler.Service.Secrets;
using Sutler.Service.Store;

namespace Sutler.Service.Plans;

/// <summary>Seals plans: what is applied is what was computed and shown, item for item (S/PLAN-1). The key is the installation's own.</summary>
internal sealed class PlanSigner(PlanItemStore items, SettingStore settings, MasterKey master)
{
    private const string Name = "plan-signing-key";
    private const int PageSize = 500;

    /// <summary>The hash over all items in order, and the service's signature of it.</summary>
    public async Task<(string Hash, string Signature)> SealAsync(PlanRow plan, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{plan.Id}\n{plan.JobId}\n{plan.Trigger}\n{plan.SchemaVersion}\n{plan.SchemaDraft}\n{plan.SettingsDraft}\n{plan.SelectionText}\n"));
        var query = new PlanItemQuery { Top = PageSize };
        while (await items.PageAsync(plan.Id, query, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var item in page)
                hash.AppendData(Encoding.UTF8.GetBytes(item.Canonical + "\n"));
            query = query with { After = PlanItemQuery.Place(page[^1]) };
        }

        var sum = hash.GetHashAndReset();
        return (Convert.ToHexStringLower(sum), Convert.ToHexStringLower(HMACSHA256.HashData(await KeyAsync(cancellationToken), sum)));
    }

    /// <summary>Whether the plan is as it was when it was sealed.</summary>
    public async Task<bool> IsWholeAsync(PlanRow plan, CancellationToken cancellationToken)
    {
        var (hash, signature) = await SealAsync(plan, cancellationToken);
        return hash == plan.Hash && plan.Signature is { } kept
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(kept));
    }

    private async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        var kept = await settings.KeepAsync(Name, master.Protect(Name, RandomNumberGenerator.GetBytes(32)), cancellationToken);
        return master.Unprotect(Name, kept);
    }
}
