@echo off
rem Starts MambaScope with a JDK 25.0.3 or newer (JDK-8377811): JAVA_HOME first, then the usual places, then the path.
setlocal enabledelayedexpansion
for %%I in ("%~dp0..") do set "HOME_FOLDER=%%~fI"
set "JAVA="

if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JAVA for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*" "%USERPROFILE%\.jdks\*") do (
    if not defined JAVA call :try "%%~D"
)
if not defined JAVA for /f "delims=" %%J in ('where java 2^>nul') do (
    if not defined JAVA for %%K in ("%%~dpJ..") do call :try "%%~fK"
)
if not defined JAVA (
    echo MambaScope needs a JDK 25.0.3 or newer, and none was found: install one ^(Temurin, for example^), or set JAVA_HOME to one. 1>&2
    exit /b 1
)

set "OPTIONS=--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dai.djl.offline=true -Xlog:cds*=off,aot*=off -XX:+UseG1GC -XX:G1PeriodicGCInterval=15000 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:GCTimeRatio=2 -XX:G1HeapRegionSize=4m -XX:+ExplicitGCInvokesConcurrent"

rem libtorch says on older processors, once a thread, that it has a faster library that cannot run there.
if not defined TORCH_CPP_LOG_LEVEL set "TORCH_CPP_LOG_LEVEL=ERROR"

rem Classes as Java keeps them in memory, which halves the time to the first window. An archive that
rem does not fit (another Java, files with other dates) is passed over without a word.
set "ARCHIVE=%HOME_FOLDER%\mambascope.jsa"
if "%~1"=="--prepare" goto prepare
set "SHARED="
if exist "%ARCHIVE%" set SHARED="-XX:SharedArchiveFile=%ARCHIVE%"
"%JAVA%" %OPTIONS% "-Dmambascope.home=%HOME_FOLDER%" %SHARED% %MAMBASCOPE_JAVA_OPTIONS% ^
    -cp "%HOME_FOLDER%\lib\*" org.mambascope.Main %*
exit /b %ERRORLEVEL%

rem --prepare makes the archive: the build does it, and users may after an update of Java.
:prepare
"%JAVA%" %OPTIONS% "-Dmambascope.home=%HOME_FOLDER%" "-XX:ArchiveClassesAtExit=%ARCHIVE%.new" ^
    -Dmambascope.rehearsal=true -Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true ^
    -cp "%HOME_FOLDER%\lib\*" org.mambascope.Main > "%ARCHIVE%.log" 2>&1
if not errorlevel 1 move /y "%ARCHIVE%.new" "%ARCHIVE%" > nul
if not errorlevel 1 (
    del "%ARCHIVE%.log"
    exit /b 0
)
echo No archive of classes was made, so the window opens more slowly. %ARCHIVE%.log says why. 1>&2
exit /b 1

:try
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "tokens=1-3 delims=." %%M in ("%%~V.0.0") do (
        if %%M gtr 25 set "JAVA=%~1\bin\java.exe"
        if %%M equ 25 if %%N gtr 0 set "JAVA=%~1\bin\java.exe"
        if %%M equ 25 if %%O geq 3 set "JAVA=%~1\bin\java.exe"
    )
)
exit /b
