namespace Sutler.Service.Jobs;

/// <summary>Another owner has the job: this one ends, and takes nothing back.</summary>
#pragma warning disable RCS1194 // There is nothing more to say.
internal sealed class JobLostException() : Exception("Another node has the job.");
#pragma warning restore RCS1194
